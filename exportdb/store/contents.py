"""What is stored once by its content: environments, long texts, and ways to fail."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.store import fulltext
from exportdb.store.once import insert_missing, insert_once, parts, storable, table_of
from exportdb.store.schema import Environment, Failure, Text_
from exportdb_engine import protocol

TEXTS = table_of(Text_)


def environment_id(session: Session, environment: protocol.Environment) -> int:
    """The row of an environment."""
    values = {
        "python": environment.python,
        "implementation": environment.implementation,
        "torch": environment.torch,
        "platform": environment.platform,
        "device": environment.device,
        "packages": environment.packages,
    }
    return insert_once(session, Environment, {"key": protocol.environment_key(environment)}, values)[0]


def text_ids(session: Session, texts: Iterable[str]) -> dict[str, int]:
    """The row of each of some long texts, by the text as it was given."""
    keys = {text: hashlib.sha256(storable(text).encode()).hexdigest() for text in texts}
    known = _known_texts(session, keys.values())
    missing = {key: storable(text) for text, key in keys.items() if key not in known}
    if missing:
        insert_missing(session, Text_, [{"sha256": key, "text": text} for key, text in missing.items()])
        known.update(_known_texts(session, missing))
    return {text: known[key] for text, key in keys.items()}


def _known_texts(session: Session, keys: Collection[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for part in parts(keys):
        rows = session.execute(select(TEXTS.c.sha256, TEXTS.c.id).where(TEXTS.c.sha256.in_(part)))
        known.update({row.sha256: row.id for row in rows})
    return known


def failure_id(session: Session, cell: protocol.Cell | protocol.Reload) -> int | None:
    """The row of the way in which a cell, or a reload, does not pass; None when it has neither code nor signature."""
    if cell.code is None and cell.signature is None:
        return None
    code, signature = storable(cell.code or ""), storable(cell.signature or "")
    key = hashlib.sha256(f"{code}\0{signature}".encode()).hexdigest()
    values = {"code": code, "signature": signature, "message": storable(cell.message or "")}
    found, is_new = insert_once(session, Failure, {"key": key}, values)
    if is_new:
        fulltext.add(session, "failures_fts", found, values)
    return found
