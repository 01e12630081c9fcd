"""Stores a content once, and gives its id, also when two processes do so at the same moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timezone
from typing import Any, TypeVar, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from exportdb.store.schema import Base

T = TypeVar("T", int, str)
#: Values in one SQL statement: older SQLite takes 999.
_VALUES = 900


def table_of(model: type[Base]) -> Table:
    """The table of a model. Statements over tables spare a short process the set-up of the mappers."""
    return cast(Table, model.__table__)


def insert_once(session: Session, model: type[Base], key: dict[str, Any], values: dict[str, Any]) -> tuple[int, bool]:
    """The id of the row with this unique ``key``, and whether it was made now, with ``values``."""
    table = table_of(model)
    find = select(table.c.id).where(*(table.c[name] == value for name, value in key.items()))
    found = session.execute(find).scalar()
    if found is not None:
        return int(found), False
    if session.get_bind().dialect.name == "sqlite":
        # a writer is alone, so the row is still missing
        result: Any = session.execute(insert(table).values(**key, **values))
        return int(result.inserted_primary_key[0]), True
    from sqlalchemy.dialects.postgresql import insert as insert_or_leave

    statement = insert_or_leave(table).values(**key, **values).on_conflict_do_nothing().returning(table.c.id)
    made = session.execute(statement).scalar()
    return (int(made), True) if made is not None else (int(session.execute(find).scalar_one()), False)


def insert_missing(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert those rows whose unique key the table does not have yet."""
    if session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as insert_or_leave
    else:
        from sqlalchemy.dialects.postgresql import insert as insert_or_leave  # type: ignore[assignment]
    if rows:
        session.execute(insert_or_leave(table_of(model)).on_conflict_do_nothing(), rows)


def parts(values: Collection[T]) -> Iterator[list[T]]:
    """The values, each once and in order, in parts that one SQL statement takes."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), _VALUES):
        yield ordered[start : start + _VALUES]


def now() -> str:
    """The time, as the store keeps it: ISO 8601, UTC, to the microsecond. Text order is order in time."""
    return datetime.now(timezone.utc).isoformat(timespec="microseconds")


def storable(text: str) -> str:
    """The text without what databases do not take: lone surrogates (from undecodable output) and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\\0")
