"""Reads of a database by a process that has no time for SQLAlchemy, whose import takes longer than the whole answer.

A SQLite file is read by the standard library; any other database through :func:`exportdb.store.open_store`. The SQL is
the same for both: parameters are ``:name``, and lists of numbers are written into the statement by :func:`ids`.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exportdb.errors import StoreError
from exportdb.store.revision import APPLICATION_ID, HEAD
from exportdb.store.sqlite_address import MAGIC, address, plain_path

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Reader:
    """A database that is open for reading."""

    #: Statement and parameters -> the rows.
    rows: Callable[[str, dict[str, Any]], list[Any]]
    #: Whether the indexes of ``exportdb.store.fulltext`` are there.
    fulltext: bool


@contextmanager
def reading(location: str) -> Iterator[Reader]:
    """The database at a path or URL. Raises StoreError as ``open_store`` does."""
    connection = _sqlite(location)
    if connection is not None:
        with closing(connection):
            try:
                yield Reader(lambda sql, values: connection.execute(sql, values).fetchall(), True)
            except sqlite3.Error as error:
                raise StoreError(
                    f"{location} cannot be read: {error}", hint="check it with: sqlite3 FILE 'PRAGMA integrity_check'"
                ) from error
        return
    from exportdb.store.database import open_store

    store = open_store(location, readonly=True)
    try:
        with store.read() as session:
            yield Reader(functools.partial(_rows, session), store.engine.dialect.name == "sqlite")
    finally:
        store.close()


def _rows(session: Session, sql: str, values: dict[str, Any]) -> list[Any]:
    from sqlalchemy import CursorResult, text

    found = session.execute(text(sql), values)
    return [tuple(row) for row in found] if isinstance(found, CursorResult) and found.returns_rows else []


def ids(numbers: Iterable[int]) -> str:
    """Numbers as ``IN (...)`` takes them; what no row has where there are none."""
    return ", ".join(str(int(number)) for number in numbers) or "-1"


def _sqlite(location: str) -> sqlite3.Connection | None:
    """A connection to a SQLite file of the current schema; None where ``open_store`` has to look at it."""
    if "://" in location and not location.startswith("sqlite:"):
        return None
    path = Path(plain_path(location)).expanduser()
    try:
        with path.open("rb") as handle:
            if handle.read(len(MAGIC)) != MAGIC:
                return None
        connection = sqlite3.connect(address(path, readonly=True), uri=True, timeout=30.0, isolation_level=None)
    except (OSError, sqlite3.Error):
        return None
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if found is not None and found[0] == HEAD:
                return connection
    except sqlite3.Error:
        pass  # open_store says what is wrong
    connection.close()
    return None
