"""Turns what a database driver raises into what a person can do about it."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from exportdb.errors import StoreError

#: What SQLite or the driver says, in small letters -> what happened, and what to do.
_KNOWN = (
    (
        "database or disk is full",
        "the disk is full",
        "free some space; what was stored is safe: go on with exportdb run --resume, or import the file again",
    ),
    ("database is locked", "another process kept it locked for too long", "see which one writes to it, and try again"),
    (
        "attempt to write a readonly database",
        "it is read-only",
        "make it and its folder writable, or copy it elsewhere",
    ),
    (
        "unable to open database file",
        "it cannot be opened",
        "its folder must exist and be writable: SQLite keeps its log there",
    ),
    ("disk i/o error", "the disk gave an error", "check the disk, then: exportdb doctor"),
    ("malformed", "it is damaged", "restore a copy, or save what can be read: sqlite3 FILE .recover"),
    ("not a database", "it is no SQLite database", "name another file with --db, or move this one away"),
    ("connection refused", "the server does not answer", "start it, or correct the host and port in the URL"),
    ("password authentication failed", "the server refuses the user or password", "correct them in the URL"),
)


def explain(error: DBAPIError | sqlite3.Error, location: str) -> StoreError:
    """The StoreError that says what happened to the database, where, and what to do."""
    said = str(getattr(error, "orig", None) or error).strip()
    for pattern, what, hint in _KNOWN:
        if pattern in said.lower():
            return StoreError(f"{location}: {what} ({said})", hint=hint)
    return StoreError(f"{location}: {said}", hint="exportdb doctor looks at the database and says what is wrong")
