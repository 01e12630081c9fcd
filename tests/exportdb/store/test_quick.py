"""A SQLite file read without SQLAlchemy, and what is no such file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from exportdb.errors import StoreError
from exportdb.store import Store
from exportdb.store.quick import ids, reading


def test_a_file_by_path_and_by_url(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "exportdb.db"
    for location in (str(path), f"sqlite:///{path}"):
        with reading(location) as reader:
            assert reader.fulltext
            assert reader.rows("SELECT count(*) FROM cases WHERE name = :name", {"name": "x"}) == [(0,)]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                reader.rows("DELETE FROM cases", {})


def test_what_cannot_be_read_is_said_as_by_open_store(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database")
    sqlite3.connect(tmp_path / "theirs.db").execute("CREATE TABLE a (b)").connection.close()
    for name, said in (
        ("none.db", "there is no database at"),
        ("text.db", "is no SQLite database"),
        ("theirs.db", "but of another program"),
        (".", "is a folder"),
    ):
        with pytest.raises(StoreError, match=said), reading(str(tmp_path / name)):
            pass


def test_a_broken_file_is_a_store_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"), reading(str(tmp_path / "exportdb.db")) as reader:
        reader.rows("SELECT nothing FROM nowhere", {})


def test_lists_of_numbers() -> None:
    assert ids([3, 1]) == "3, 1"
    assert ids([]) == "-1"
