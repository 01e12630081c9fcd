"""All that is particular to SQLite: the file, its connections and how their transactions begin."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from exportdb.errors import StoreError
from exportdb.store.faults import explain
from exportdb.store.sqlite_address import MAGIC, address, plain_path, writable

#: Seconds that a writer waits for another one.
PATIENCE = 30.0
#: Execution option of a connection whose transactions write.
WRITES = "exportdb_writes"
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def prepare(location: str, *, create: bool, readonly: bool) -> tuple[str, Engine, bool]:
    """The path, an engine on it, and whether it can only be read. Raises StoreError when no database can be there."""
    location = plain_path(location)
    path = Path(location).expanduser()
    if not location or location == ":memory:":
        raise StoreError("the database has no file", hint="name one: --db exportdb.db")
    if path.is_dir():
        raise StoreError(f"{path} is a folder", hint=f"name a file in it: --db {path / 'exportdb.db'}")
    if not path.exists():
        _check_missing(path, create=create)
    else:
        _check_kind(path)
        # what is marked read-only is so for root too, who could write it all the same
        readonly = readonly or not path.stat().st_mode & _ANY_WRITE or not writable(path)
    return str(path), _engine(path, readonly), readonly


def _check_missing(path: Path, *, create: bool) -> None:
    if not create:
        raise StoreError(f"there is no database at {path}", hint="make one with: exportdb run (or name it with --db)")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} is no folder", hint=f"make it with: mkdir -p {path.parent}")
    if not writable(path.parent):
        raise StoreError(f"{path.parent} is read-only", hint="name a database in a writable folder with --db")


def _check_kind(path: Path) -> None:
    try:
        with path.open("rb") as handle:
            head = handle.read(len(MAGIC))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}", hint="check its permissions") from error
    if head and head != MAGIC:
        raise StoreError(
            f"{path} is no SQLite database (it begins with {head!r})",
            hint="name another file with --db; JSON lines are taken in with: exportdb import FILE",
        )


def _engine(path: Path, readonly: bool) -> Engine:
    name = address(path, readonly=readonly)

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins no transactions of its own, see _begin
        connection = sqlite3.connect(name, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # with a write-ahead log, safe against a killed process
        connection.execute("PRAGMA cache_size = -65536")  # KiB, taken as it is needed; the default is 2 MiB
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Takes the write lock at once where something will be written: a lock taken later cannot be waited for."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def use_wal(engine: Engine) -> None:
    """Lets readers go on while somebody writes. Kept in the file, so it is set once."""
    raw: Any = engine.raw_connection()
    try:
        raw.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise explain(error, "the database") from error
        # somebody else is setting it
    finally:
        raw.close()
