"""Opens the database, and gives out its transactions. All that is particular to SQLite's connections is here."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from exportdb.errors import StoreError
from exportdb.store.faults import explain
from exportdb.store.revision import APPLICATION_ID, HEAD, REVISIONS

#: Seconds that a writer waits for another one.
PATIENCE = 30.0
_MAGIC = b"SQLite format 3\0"
_WRITES = "exportdb_writes"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Store:
    """An open database of the current schema. Connections are made when they are needed, and kept until ``close``."""

    #: As it was named: a path or a URL, without password.
    location: str
    engine: Engine
    readonly: bool = False
    #: The schema that the database had before it was migrated on opening; None when it had the current one.
    migrated_from: str | None = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database, whatever others write meanwhile. Raises StoreError."""
        with self._session(writes=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the write lock, commits at the end, and rolls back when anything is raised.

        On SQLite it waits up to 30 seconds for other writers. Raises StoreError, also when the disk is full.
        """
        if self.readonly:
            raise StoreError(
                f"{self.location} is open for reading only",
                hint="make it and its folder writable, or copy it elsewhere",
            )
        with self._session(writes=True) as session:
            yield session

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        try:
            with (
                self.engine.connect().execution_options(**{_WRITES: writes}) as connection,
                Session(connection, expire_on_commit=False) as session,
            ):
                yield session
                if writes:
                    session.commit()
        except DBAPIError as error:
            raise explain(error, self.location) from error

    def close(self) -> None:
        """Close all connections; on SQLite the last one to go tidies up the write-ahead log."""
        self.engine.dispose()


def open_store(location: str, *, create: bool = False, readonly: bool = False) -> Store:
    """The database at a path or SQLAlchemy URL; an older one is migrated first.

    ``create`` makes a missing or empty one. A file that cannot be written is opened for reading. Raises StoreError when
    there is no database, it is not ours, it was written by a newer exportdb, or it cannot be opened.
    """
    if "://" in location and not location.startswith("sqlite:"):
        store = Store(*_server(location), readonly=readonly)
    else:
        store = _file(location, create=create, readonly=readonly)
    try:
        with store.engine.connect() as connection:
            found = _revision(connection, store.location)
    except DBAPIError as error:
        raise explain(error, store.location) from error
    if found == HEAD:
        return store
    return _migrated(store, found, create=create)


def _migrated(store: Store, found: str | None, *, create: bool) -> Store:
    if found is None and not create:
        raise StoreError(f"{store.location} is an empty database", hint="fill it with: exportdb run")
    if found is not None and found not in REVISIONS:
        raise StoreError(
            f"{store.location} was written by a newer exportdb (schema {found}; this one knows up to {HEAD})",
            hint="upgrade with: pip install --upgrade exportdb",
        )
    if store.readonly:
        raise StoreError(
            f"{store.location} has the schema {found}, needs to be migrated to {HEAD}, and is read-only",
            hint="make it and its folder writable, or copy it elsewhere",
        )
    from exportdb.store.migrations import migrate

    try:
        if store.engine.dialect.name == "sqlite":
            _use_wal(store.engine)
        with store.engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            # another process may have migrated while this one waited for the lock
            migrate(connection)
            if store.engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    except DBAPIError as error:
        raise explain(error, store.location) from error
    if found is None:
        return store
    log.info("%s: migrated from schema %s to %s", store.location, found, HEAD)
    return Store(store.location, store.engine, migrated_from=found)


def _revision(connection: Connection, location: str) -> str | None:
    """The schema's revision, None for an empty database. Raises StoreError when the database is not ours."""
    if connection.dialect.name != "sqlite":
        if connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar() is None:
            return None
    else:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if application == 0 and tables == 0:
            return None
        if application != APPLICATION_ID:
            raise StoreError(
                f"{location} is a SQLite database, but of another program",
                hint="name another file with --db; this one was left as it is",
            )
    found: str = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return found


def _file(location: str, *, create: bool, readonly: bool) -> Store:
    if location.startswith("sqlite:"):
        location = location.removeprefix("sqlite:").removeprefix("//").removeprefix("/")
    path = Path(location).expanduser()
    if not location or location == ":memory:":
        raise StoreError("the database has no file", hint="name one: --db exportdb.db")
    if path.is_dir():
        raise StoreError(f"{path} is a folder", hint=f"name a file in it: --db {path / 'exportdb.db'}")
    if not path.exists():
        _check_missing(path, create=create)
    else:
        _check_kind(path)
        readonly = readonly or not _writable(path)
    return Store(str(path), _sqlite_engine(path, readonly), readonly)


def _check_missing(path: Path, *, create: bool) -> None:
    if not create:
        raise StoreError(f"there is no database at {path}", hint="make one with: exportdb run (or name it with --db)")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} is no folder", hint=f"make it with: mkdir -p {path.parent}")
    if not _writable(path.parent):
        raise StoreError(f"{path.parent} is read-only", hint="name a database in a writable folder with --db")


def _check_kind(path: Path) -> None:
    try:
        with path.open("rb") as handle:
            head = handle.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}", hint="check its permissions") from error
    if head and head != _MAGIC:
        raise StoreError(
            f"{path} is no SQLite database (it begins with {head!r})",
            hint="name another file with --db; JSON lines are taken in with: exportdb import FILE",
        )


def _writable(path: Path) -> bool:
    """Whether a database can be written here: SQLite also makes files beside it."""
    effective = os.access in os.supports_effective_ids
    places = [path] if path.is_dir() else [path, path.absolute().parent]
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in places)


def _sqlite_engine(path: Path, readonly: bool) -> Engine:
    address = f"file:{quote(str(path.absolute()))}"
    if readonly:
        # in a folder where SQLite may not put its log, and where there is none, the file is read as it stands
        still = not _writable(path.absolute().parent) and not path.with_name(path.name + "-wal").exists()
        address += "?immutable=1" if still else "?mode=ro"

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins no transactions of its own, see _begin
        connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # with a write-ahead log, safe against a killed process
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Takes the write lock at once where something will be written: a lock taken later cannot be waited for."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _use_wal(engine: Engine) -> None:
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


def _server(location: str) -> tuple[str, Engine]:
    """A PostgreSQL server. Raises StoreError when the URL is of another kind, or the driver is missing."""
    from sqlalchemy.engine import make_url

    try:
        url = make_url(location)
    except ArgumentError as error:
        raise StoreError(
            f"{location!r} is no URL of a database", hint="postgresql://USER@HOST/NAME, or a path"
        ) from error
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() != "postgresql":
        raise StoreError(f"{shown}: not a kind of database that exportdb knows", hint="SQLite and PostgreSQL are known")
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    try:
        return shown, create_engine(url)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"{shown}: {error.name} is not installed", hint=f"pip install '{error.name}[binary]'"
        ) from error
