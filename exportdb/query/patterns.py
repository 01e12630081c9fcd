"""Values with wildcards: ``*`` stands for any text, also across dots and slashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from exportdb.query.syntax import Raw


@dataclass(frozen=True, slots=True)
class Pattern:
    """A value, exact or with wildcards. Upper and lower case are told apart."""

    #: The literal text around every wildcard; one part is an exact value.
    parts: tuple[str, ...]

    @classmethod
    def of(cls, raw: Raw) -> Pattern:
        return cls(raw.parts)

    @property
    def exact(self) -> bool:
        return len(self.parts) == 1

    def __str__(self) -> str:
        return "*".join(self.parts)

    def matches(self, text: str) -> bool:
        return re.fullmatch(".*".join(map(re.escape, self.parts)), text, re.DOTALL) is not None

    def sql(self, column: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
        """The same as SQL. A literal beginning is also a range, so that an index on the column is of use."""
        if self.exact:
            return column == self.parts[0]
        if dialect != "sqlite":
            like = "%".join(re.sub(r"([\\%_])", r"\\\1", part) for part in self.parts)
            return column.like(like, escape="\\")
        glob = "*".join(re.sub(r"([\[?*])", r"[\1]", part) for part in self.parts)
        condition: ColumnElement[bool] = func.glob(glob, column) == 1
        if self.parts[0]:
            condition = and_(column >= self.parts[0], column < _after(self.parts[0]), condition)
        return condition


def any_sql(column: ColumnElement[Any], patterns: tuple[Pattern, ...], dialect: str) -> ColumnElement[bool]:
    """Whether the column is one of the values."""
    exact = [pattern.parts[0] for pattern in patterns if pattern.exact]
    conditions = [pattern.sql(column, dialect) for pattern in patterns if not pattern.exact]
    if len(exact) == 1:
        conditions.append(column == exact[0])
    elif exact:
        conditions.append(column.in_(exact))
    return or_(*conditions)


def any_matches(text: str, patterns: tuple[Pattern, ...]) -> bool:
    return any(pattern.matches(text) for pattern in patterns)


def _after(prefix: str) -> str:
    """A text that sorts after everything that begins with ``prefix`` (SQLite compares UTF-8 bytes)."""
    return prefix + "\U0010ffff"
