"""One file a stage. Each names its ``STAGE`` and has ``measure(work)``, which returns the details of a pass.

A stage that does not hold raises :class:`~exportdb_engine.work.NotHolding`; any other exception is diagnosed.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Collection
from types import ModuleType
from typing import Any

from exportdb_engine.protocol import Stage
from exportdb_engine.work import Work

Measure = Callable[[Work], dict[str, Any]]


@functools.cache
def measures() -> dict[Stage, Measure]:
    """The function of every stage, found by walking this folder."""
    return {module.STAGE: module.measure for module in _modules()}


def warm_up(wanted: Collection[Stage]) -> None:
    """Do once what every child would do for itself. A stage that has such work names it ``warm_up``."""
    for module in _modules():
        if module.STAGE in wanted and hasattr(module, "warm_up"):
            module.warm_up()


def _modules() -> list[ModuleType]:
    return [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
