"""The reference database: every snapshot taken in, kept in the cache folder and only ever read.

Its name has the hash of the snapshots and a mark of the case files, since it knows which texts are current: what was
measured of another text is not shown as a result of the one that is there now.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from exportdb import __version__
from exportdb.releases import short
from exportdb.snapshots.files import Snapshot, snapshots

#: How many reference databases are kept: a checkout may be used in turns with an installed exportdb.
KEPT = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference database."""

    path: Path
    #: What it was made from, the oldest release first.
    snapshots: tuple[Snapshot, ...]

    @property
    def words(self) -> str:
        """``torch 2.5.1 to 2.15``."""
        releases = list(dict.fromkeys(short(snapshot.release) for snapshot in self.snapshots))
        return f"torch {releases[0]}{f' to {releases[-1]}' if len(releases) > 1 else ''}"

    def chains(self) -> int:
        """How many chains it has."""
        connection = sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro", uri=True)
        with closing(connection):
            return int(connection.execute("SELECT count(*) FROM chains").fetchone()[0])


def reference_database(say: Callable[[str], None] = lambda text: None) -> Reference | None:
    """The reference database of the snapshots that come with exportdb; None when there are none.

    It is made when it is missing, which takes a second or two for each snapshot; ``say`` hears of that. Raises OSError
    when the cache folder cannot be written, ImportFailed when a snapshot is damaged, and StoreError.
    """
    from exportdb.corpus.samples import cache_folder

    found = tuple(snapshots())
    if not found:
        return None
    folder = cache_folder() / "reference"
    base, corpus = _mark_of_snapshots(found), _mark_of_corpus()
    path = folder / f"{base}-{corpus}.db"
    if not path.is_file():
        older = max(folder.glob(f"{base}-*.db"), key=_made_at, default=None)
        folder.mkdir(parents=True, exist_ok=True)
        with _beside(path) as part:
            if older is None:
                say(
                    f"unpacking the results of {len(found)} torch releases into {folder} "
                    f"(once, about {2 * len(found)} s)"
                )
                take_in(str(part), found)
            else:
                shutil.copyfile(older, part)
                index(str(part))
            _close(part)
        for old in sorted(folder.glob("*.db"), key=_made_at, reverse=True)[KEPT:]:
            old.unlink(missing_ok=True)
    return Reference(path, found)


def take_in(db: str, found: Sequence[Snapshot]) -> int:
    """Take snapshots into a database, which is made where there is none, and give the number of chains that are new.

    Raises ImportFailed and StoreError.
    """
    from exportdb.corpus import default_cases_folder, load_registry
    from exportdb.errors import ImportFailed
    from exportdb.store import open_store
    from exportdb.store.lines import import_lines

    prefer = load_registry(default_cases_folder()).expects_torch or ""
    store = open_store(db, create=True)
    chains = 0
    # The first text of a case stays its current one where no file tells which it is.
    for snapshot in sorted(found, key=lambda snapshot: not f"{snapshot.release}.".startswith(f"{prefer}.")):
        report = import_lines(store, snapshot.path, f"exportdb results import {snapshot.path.name}")
        if report.problems:
            raise ImportFailed(
                f"{snapshot.path} is damaged: {report.problems[0]}",
                hint="take it from where it came from once more, or move it away",
            )
        chains += report.chains
    store.close()
    index(db)
    return chains


def index(db: str) -> None:
    """Make the texts of the case files at hand the current ones of a database. Raises StoreError."""
    from exportdb.corpus import collections, load_corpus
    from exportdb.corpus.collections import CORE
    from exportdb.store import open_store
    from exportdb.store.index import index_cases

    known = collections()
    cases, errors = load_corpus(known.values())
    # a file that cannot be read now is not taken for gone
    complete = [] if errors else [CORE, *(name for name, c in known.items() if not c.everyday and c.folder)]
    store = open_store(db)
    with store.write() as session:
        index_cases(session, cases, complete=complete)
    store.close()


def _mark_of_snapshots(found: Sequence[Snapshot]) -> str:
    from exportdb.store.revision import HEAD

    mark = hashlib.sha256(f"{__version__} {HEAD}".encode())
    for snapshot in found:
        mark.update(snapshot.path.name.encode() + b"\0" + hashlib.sha256(snapshot.path.read_bytes()).digest())
    return mark.hexdigest()[:12]


def _mark_of_corpus() -> str:
    """Changes when a case file is written, which is seen by its size and time: the files are not read."""
    from exportdb.corpus import collections

    mark = hashlib.sha256()
    for collection in collections().values():
        if collection.folder is not None:
            for path in sorted(collection.folder.rglob("*.py")):
                about = path.stat()
                mark.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return mark.hexdigest()[:12]


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name for the file while it is made; it gets its own at the end, whoever else makes it too."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".part-") as folder:
        part = Path(folder) / path.name
        yield part
        part.replace(path)


def _close(path: Path) -> None:
    """Make the database a single file that nobody may write."""
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = DELETE")
    path.chmod(0o444)


def copy_reference(reference: Reference, path: Path) -> None:
    """Put a copy that can be written at ``path``, where there is nothing yet. Raises StoreError and OSError."""
    from exportdb.store import open_store
    from exportdb.store.sqlite_file import use_wal

    part = path.with_name(f".part-{path.name}")
    shutil.copyfile(reference.path, part)  # without its mode
    os.link(part, path)  # fails where somebody has made one in the meantime
    part.unlink()
    store = open_store(str(path))
    use_wal(store.engine)
    store.close()


def _made_at(path: Path) -> float:
    return path.stat().st_mtime
