"""What a site is made from, as one hash: whether anything changed is known without writing a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import exportdb_engine.protocol
from exportdb.corpus import collections
from exportdb.sitewriter.places import Places


def inputs(db: str, places: Places, cases: Path | None, env: str | None) -> str | None:
    """The hash of the database, the cases, the parts of the site and the program.

    None for a database server, and for what cannot be read.
    """
    if "://" in db:
        return None
    digest = hashlib.sha256(f"{db}\0{env}\0".encode())
    try:
        for path in _files(db, places, cases):
            digest.update(f"{path}\0".encode())
            with path.open("rb") as file:
                while part := file.read(1 << 20):
                    digest.update(part)
    except OSError:
        return None  # who reads it for its content says what is wrong
    return digest.hexdigest()


def _files(db: str, places: Places, cases: Path | None) -> Iterator[Path]:
    # A write-ahead log holds what is not in the database file yet; reading leaves an empty one.
    for path in (Path(db), Path(f"{db}-wal"), places.config):
        if path.is_file() and path.stat().st_size:
            yield path
    folders = [collection.folder for collection in collections(cases).values() if collection.folder]
    program = (Path(__file__).resolve().parent.parent, Path(exportdb_engine.protocol.__file__).parent)
    for folder in (*folders, places.site, *program):
        found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        yield from sorted(found)
    if places.checkout:
        yield from sorted(places.checkout.glob("*.md"))
