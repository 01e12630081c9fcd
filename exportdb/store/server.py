"""A PostgreSQL server, for many writers at once."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from exportdb.errors import StoreError


def connect(location: str) -> tuple[str, Engine]:
    """The URL without its password, and an engine on it.

    Raises StoreError when it is no URL of PostgreSQL, or the driver is not installed.
    """
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
    except NoSuchModuleError as error:
        raise StoreError(f"{shown}: no such driver", hint="postgresql+psycopg is the one that is tested") from error
    except ModuleNotFoundError as error:
        raise StoreError(
            f"{shown}: {error.name} is not installed", hint=f"pip install '{error.name}[binary]'"
        ) from error
