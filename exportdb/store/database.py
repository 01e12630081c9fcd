"""Opens the database, and gives out its transactions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exportdb.errors import StoreError
from exportdb.store import sqlite_file
from exportdb.store.faults import explain
from exportdb.store.revision import APPLICATION_ID, HEAD, REVISIONS

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
                self.engine.connect().execution_options(**{sqlite_file.WRITES: writes}) as connection,
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
        from exportdb.store.server import connect

        store = Store(*connect(location), readonly=readonly)
    else:
        store = Store(*sqlite_file.prepare(location, create=create, readonly=readonly))
    try:
        with store.engine.connect() as connection:
            found = _revision(connection, store.location)
    except DBAPIError as error:
        raise explain(error, store.location) from error
    if found == HEAD:
        return store
    if readonly and found in REVISIONS:
        # Who only reads migrates it too, where it can be written.
        store.close()
        writer = open_store(location)
        writer.close()
        return replace(open_store(location, readonly=True), migrated_from=writer.migrated_from)
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
            sqlite_file.use_wal(store.engine)
        with store.engine.connect().execution_options(**{sqlite_file.WRITES: True}) as connection, connection.begin():
            if store.engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
            # another process may have migrated while this one waited for the lock
            migrate(connection)
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
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found
