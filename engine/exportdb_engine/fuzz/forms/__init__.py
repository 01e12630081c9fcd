"""The forms in which an exported program is held against eager: one file each, with NAME, STAGE, SLACK and make."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import ModuleType


@functools.cache
def forms() -> tuple[ModuleType, ...]:
    """The forms, in the order in which a program takes them, found by walking this folder."""
    found = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda module: module.ORDER))
