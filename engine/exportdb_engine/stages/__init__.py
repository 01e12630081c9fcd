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


def measure_of(stage: Stage) -> Measure:
    """The function of a stage; one for every backend."""
    if stage.backend is not None:
        from exportdb_engine import lowering

        return functools.partial(lowering.measure, stage)
    return measures()[stage]


def warm_up(wanted: Collection[Stage], device: str) -> list[str]:
    """Do once what every child would do for itself; gives what failed. A stage names such work ``warm_up``."""
    for module in _modules():
        if module.STAGE in wanted and hasattr(module, "warm_up"):
            module.warm_up()
    if any(stage.backend for stage in wanted):
        from exportdb_engine import lowering

        return lowering.warm_up(wanted, device)
    return []


def _modules() -> list[ModuleType]:
    return [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
