"""The database: what was measured, and the corpus that it was measured on."""

from exportdb.store.database import Store, open_store

__all__ = ["Store", "open_store"]
