"""Alembic's migrations, and the one call that runs them.

To change the schema: edit ``schema.py``; ``alembic -c exportdb/store/migrations/alembic.ini revision --autogenerate
--rev-id 0002 -m "what it brings"``; read and mend what it wrote; add a line to ``revision.py``. A test compares the
migrated schema with the models.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

HERE = Path(__file__).resolve().parent


def configuration() -> Config:
    """Alembic's configuration, wherever the package is installed."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return config


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to a revision, in the transaction that the connection is in."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
