"""What is stored once by its content: environments, long texts, and ways to fail."""

from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from exportdb.store import fulltext
from exportdb.store.once import insert_once, storable
from exportdb.store.schema import Environment, Failure, Text_
from exportdb_engine import protocol


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


def text_id(session: Session, text: str) -> int:
    """The row of a long text."""
    text = storable(text)
    key = hashlib.sha256(text.encode()).hexdigest()
    return insert_once(session, Text_, {"sha256": key}, {"text": text})[0]


def failure_id(session: Session, cell: protocol.Cell) -> int | None:
    """The row of the way in which a cell does not pass; None when it has neither code nor signature."""
    if cell.code is None and cell.signature is None:
        return None
    code, signature = storable(cell.code or ""), storable(cell.signature or "")
    key = hashlib.sha256(f"{code}\0{signature}".encode()).hexdigest()
    values = {"code": code, "signature": signature, "message": storable(cell.message or "")}
    found, is_new = insert_once(session, Failure, {"key": key}, values)
    if is_new:
        fulltext.add(session, "failures_fts", found, values)
    return found
