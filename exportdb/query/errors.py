"""Errors of the grammar that point at the place in the query."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from exportdb.errors import QueryError


class BadValueError(ValueError):
    """A value that a filter does not take. The parser adds the place and raises QueryError."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def at(text: str, column: int, width: int, message: str, hint: str = "") -> QueryError:
    """A QueryError with the query and a caret below the part that is meant; ``column`` counts from 0."""
    start = max(0, column - 40)
    shown = "".join(char if char.isprintable() else " " for char in text[start : start + 76])
    caret = " " * (column - start) + "^" * max(1, min(width, len(shown) - (column - start)))
    return QueryError(f"{message}, at column {column + 1} of the query\n  {shown}\n  {caret}", hint=hint)


def suggest(value: str, known: Iterable[str], what: str) -> str:
    """The close match among ``known``, or all of them where there is none."""
    names = [str(name) for name in known]
    close = difflib.get_close_matches(value, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"{what}: {', '.join(names)}" if names else ""
