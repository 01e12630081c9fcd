from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from exportdb.errors import StoreError
from exportdb.store import Store, open_store


def sql(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    with connection:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def test_a_created_database_is_opened_again_without_alembic(tmp_path: Path) -> None:
    path = tmp_path / "exportdb.db"
    open_store(str(path), create=True).close()
    assert sql(path, "PRAGMA journal_mode") == [("wal",)]
    code = (
        f"import sys; from exportdb.store import open_store; open_store({str(path)!r}); print('alembic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def a_text_file(path: Path) -> None:
    path.write_text('{"kind": "header"}\n')


def another_program(path: Path) -> None:
    sql(path, "CREATE TABLE bookmarks (url TEXT)")


def a_newer_one(path: Path) -> None:
    open_store(str(path), create=True).close()
    sql(path, "UPDATE alembic_version SET version_num = '9999'")


def half_a_database(path: Path) -> None:
    open_store(str(path), create=True).close()
    path.write_bytes(path.read_bytes()[:1024] + os.urandom(4096))


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (a_text_file, "is no SQLite database", "--db"),
        (another_program, "of another program", "left as it is"),
        (a_newer_one, "newer exportdb (schema 9999", "pip install --upgrade exportdb"),
        (half_a_database, "damaged", ".recover"),
        (Path.mkdir, "is a folder", "exportdb.db"),
    ],
)
def test_what_is_not_ours_is_refused_and_left_alone(
    tmp_path: Path, make: object, message: str, hint: str, create: bool
) -> None:
    path = tmp_path / "some.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        open_store(str(path), create=create)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert str(path) in caught.value.message
    assert before == (path.read_bytes() if path.is_file() else None)


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database") as caught:
        open_store(str(tmp_path / "none.db"))
    assert "exportdb run" in caught.value.hint
    with pytest.raises(StoreError, match="is no folder"):
        open_store(str(tmp_path / "nowhere" / "exportdb.db"), create=True)
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="empty database"):
        open_store(str(tmp_path / "empty.db"))
    assert list(tmp_path.iterdir()) == [tmp_path / "empty.db"]


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("", "no file"),
        (":memory:", "no file"),
        ("sqlite://", "no file"),
        ("mysql://me@here/db", "not a kind"),
        ("postgresql+nothing://me@here/db", "no such driver"),
    ],
)
def test_locations_that_are_none(location: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        open_store(location, create=True)


def test_a_url_of_sqlite_is_a_path(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'a.db'}", create=True)
    assert (tmp_path / "a.db").exists()


@pytest.fixture
def readonly_folder() -> Iterator[Path]:
    """A folder that this process may read and not write, as another user when it is root, whom nothing stops."""
    folder = Path(tempfile.mkdtemp(prefix="exportdb-test-"))
    open_store(str(folder / "exportdb.db"), create=True).close()
    folder.chmod(0o555)
    (folder / "exportdb.db").chmod(0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_readonly_folder_can_be_read_and_says_that_it_cannot_be_written(readonly_folder: Path) -> None:
    store = open_store(str(readonly_folder / "exportdb.db"), create=True)
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM runs")).scalar() == 0
    with pytest.raises(StoreError, match="reading only") as caught, store.write():
        pass
    assert "writable" in caught.value.hint
    with pytest.raises(StoreError, match="is read-only"):
        open_store(str(readonly_folder / "new.db"), create=True)


def test_a_full_disk_is_said_and_nothing_is_lost(store: Store) -> None:
    insert = text("INSERT INTO texts (sha256, text) VALUES (:key, :text)")
    with store.write() as session:
        session.execute(insert, {"key": "before", "text": "x"})
    store.close()
    # SQLite reports a file that may not grow by the same error as a disk that is full
    event.listen(store.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 80"))
    with pytest.raises(StoreError, match="disk is full") as caught, store.write() as session:
        session.execute(insert, {"key": "after", "text": "x" * 4_000_000})
    assert "--resume" in caught.value.hint
    with store.read() as session:
        assert session.execute(text("SELECT sha256 FROM texts")).scalars().all() == ["before"]


def test_a_reader_sees_one_state_and_cannot_hold_up_a_writer(store: Store) -> None:
    count = text("SELECT count(*) FROM texts")
    with store.read() as reader:
        assert reader.execute(count).scalar() == 0
        with store.write() as writer:
            writer.execute(text("INSERT INTO texts (sha256, text) VALUES ('a', 'b')"))
        assert reader.execute(count).scalar() == 0
    with store.read() as reader:
        assert reader.execute(count).scalar() == 1


def test_an_error_rolls_back(store: Store) -> None:
    def write_and_fail() -> None:
        with store.write() as session:
            session.execute(text("INSERT INTO texts (sha256, text) VALUES ('a', 'b')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM texts")).scalar() == 0
