"""Finds the filters by walking ``filters/``."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any, TypeVar

from exportdb.query.base import Filter

F = TypeVar("F", bound=type[Filter[Any]])

_registered: dict[str, Filter[Any]] = {}


def register(cls: F) -> F:
    """Makes the filter known under its name."""
    _registered[cls.name] = cls()
    return cls


@functools.cache
def filters() -> dict[str, Filter[Any]]:
    """Every filter by name, in the order of the names."""
    from exportdb.query import filters as folder

    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"{folder.__name__}.{module.name}")
    return dict(sorted(_registered.items()))
