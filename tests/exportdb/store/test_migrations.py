from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from exportdb.errors import StoreError
from exportdb.store import Store, database, fulltext, migrations, open_store
from exportdb.store.revision import HEAD, REVISIONS
from exportdb.store.schema import Base


def test_the_revisions_that_are_known_without_alembic_are_alembics() -> None:
    scripts = ScriptDirectory.from_config(migrations.configuration())
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_migrating_from_nothing_gives_what_the_models_say(store: Store) -> None:
    with store.read() as session:
        connection = session.connection()
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _, name, *rest: "_fts" not in str(name)}
        )
        assert compare_metadata(context, Base.metadata) == []
        for index, columns in fulltext.TABLES.items():
            names = connection.execute(text(f"SELECT name FROM pragma_table_info('{index}')")).scalars().all()
            assert tuple(names) == columns
        stated = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'cases_fts'")).scalar_one()
        assert fulltext.create_statements()[0] == stated


def test_down_and_up_again(store: Store) -> None:
    from alembic import command

    config = migrations.configuration()
    with store.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        assert left == ["alembic_version"]
        migrations.migrate(connection)


NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "next", "{head}"


def upgrade():
    op.add_column("runs", sa.Column("note", sa.Text()))
    {fault}
"""


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a later release's migrations; write one there."""
    folder = tmp_path / "later"
    folder.mkdir()
    config = migrations.configuration
    monkeypatch.setattr(database, "HEAD", "next")
    monkeypatch.setattr(database, "REVISIONS", (*REVISIONS, "next"))

    def later() -> object:
        changed = config()
        changed.set_main_option("path_separator", "newline")
        changed.set_main_option("version_locations", f"{migrations.HERE / 'versions'}\n{folder}")
        return changed

    monkeypatch.setattr(migrations, "configuration", later)
    return folder


def test_an_older_database_is_migrated_when_it_is_opened(store: Store, newer: Path) -> None:
    (newer / "next.py").write_text(NEXT.format(head=HEAD, fault=""))
    file = Path(store.location)
    file.chmod(0o444)
    with pytest.raises(StoreError, match="needs to be migrated"):
        open_store(store.location, readonly=True)
    file.chmod(0o644)
    opened = open_store(store.location, readonly=True)
    assert (opened.readonly, opened.migrated_from) == (True, HEAD), "who only reads migrates it too"
    assert open_store(store.location).migrated_from is None
    with opened.read() as session:
        assert session.execute(text("SELECT note FROM runs")).all() == []


def test_a_migration_that_breaks_off_leaves_the_old_schema(store: Store, newer: Path) -> None:
    (newer / "next.py").write_text(NEXT.format(head=HEAD, fault='op.execute("SELECT nonsense")'))
    with pytest.raises(StoreError, match="nonsense"):
        open_store(store.location)
    connection = sqlite3.connect(store.location)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    assert "note" not in [row[1] for row in connection.execute("PRAGMA table_info(runs)")]
