"""Backends: one file each. What is here, and what installed packages add by the entry points ``exportdb.backends``."""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import inspect
import pkgutil
from collections.abc import Iterator

from exportdb_engine.backends.base import Backend
from exportdb_engine.protocol import BACKEND_GROUP


@functools.cache
def backends() -> dict[str, Backend]:
    """Every backend by name, whether it can be used here or not; a vendor's cannot take the name of one of ours."""
    found: dict[str, Backend] = {}
    for backend in [*_own(), *_added()]:
        found.setdefault(backend.name, backend)
    return dict(sorted(found.items()))


def _own() -> Iterator[Backend]:
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for value in vars(module).values():
            own = inspect.isclass(value) and value.__module__ == module.__name__ and issubclass(value, Backend)
            if own and not inspect.isabstract(value) and hasattr(value, "name"):
                yield value()


def _added() -> Iterator[Backend]:
    for entry in importlib.metadata.entry_points(group=BACKEND_GROUP):
        try:
            yield entry.load()()
        except Exception as error:
            # Somebody else's package: it is told of as a backend that is not at hand.
            yield _broken(entry.name, f"{entry.value} cannot be loaded: {type(error).__name__}: {error}")


def _broken(name: str, why: str) -> Backend:
    from exportdb_engine.backends.broken import Broken

    return Broken(name, why)


__all__ = ["Backend", "backends"]
