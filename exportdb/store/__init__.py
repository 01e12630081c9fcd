"""The database: what was measured, and the corpus that it was measured on.

The two names are found when they are first used (PEP 562): what reads a file without SQLAlchemy does not load it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exportdb.store.database import Store, open_store

__all__ = ["Store", "open_store"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from exportdb.store import database

    return getattr(database, name)
