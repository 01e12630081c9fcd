"""One file a stage. Each names its ``STAGE`` and has ``measure(work)``, which returns the details of a pass.

A stage that does not hold raises :class:`~exportdb_engine.work.NotHolding`; any other exception is diagnosed.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from exportdb_engine.protocol import Stage
from exportdb_engine.work import Work

Measure = Callable[[Work], dict[str, Any]]


@functools.cache
def measures() -> dict[Stage, Measure]:
    """The function of every stage, found by walking this folder."""
    found: dict[Stage, Measure] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found[module.STAGE] = module.measure
    return found
