"""How a SQLite file is named when it is opened, and whether it can be written. Needs no SQLAlchemy."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

#: What every SQLite file begins with.
MAGIC = b"SQLite format 3\0"


def plain_path(location: str) -> str:
    """The path that a path or a URL of SQLite names; empty where it names none."""
    if location.startswith("sqlite:"):
        location = location.removeprefix("sqlite:").removeprefix("//").removeprefix("/")
    return location


def address(path: Path, *, readonly: bool) -> str:
    """The URI that ``sqlite3.connect`` takes."""
    found = f"file:{quote(str(path.absolute()))}"
    if readonly:
        # in a folder where SQLite may not put its log, and where there is none, the file is read as it stands
        file = path.resolve()
        still = not writable(file.parent) and not file.with_name(file.name + "-wal").exists()
        found += "?immutable=1" if still else "?mode=ro"
    return found


def writable(path: Path) -> bool:
    """Whether a database can be written here: SQLite also makes files beside it."""
    effective = os.access in os.supports_effective_ids
    places = [path] if path.is_dir() else [path, path.resolve().parent]
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in places)
