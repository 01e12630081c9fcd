"""What Alembic runs for every command."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import create_engine

from exportdb.store.fulltext import TABLES
from exportdb.store.schema import Base


def _ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leaves out the full-text indexes and the tables that FTS5 keeps them in: they are no models."""
    return not (kind == "table" and reflected and any(str(name).startswith(fts) for fts in TABLES))


def _run(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=_ours,
        render_as_batch=True,
        # SQLite can take back DDL as long as the driver does not meddle, see database.py
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
elif context.is_offline_mode():
    context.configure(
        url=context.config.get_main_option("sqlalchemy.url"), target_metadata=Base.metadata, literal_binds=True
    )
    with context.begin_transaction():
        context.run_migrations()
else:
    url = context.config.get_main_option("sqlalchemy.url")
    assert url is not None
    with create_engine(url).connect() as made:
        _run(made)
        made.commit()
