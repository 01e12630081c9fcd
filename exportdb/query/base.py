"""What a filter is. Each file in ``filters/`` holds one."""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement

from exportdb.query.errors import BadValueError, suggest
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.casefile import CaseFile

V = TypeVar("V")


class Kind(enum.Enum):
    """What a filter selects. The package's docstring says what follows from it."""

    PROGRAMS = "programs"
    CELLS = "cells"
    POPULATION = "population"


class Filter(ABC, Generic[V]):
    """A filter: how its values are read, what they mean in SQL, and how they are said in English."""

    name: ClassVar[str]
    kind: ClassVar[Kind]
    #: What stands in place of the value in the docs: ``NAME``.
    placeholder: ClassVar[str]
    #: A sentence for the docs.
    meaning: ClassVar[str]
    #: Queries for the docs; each begins with this filter.
    examples: ClassVar[tuple[str, ...]]
    #: How the docs write the filter, where it is not ``name:PLACEHOLDER``.
    written: ClassVar[str | None] = None
    #: Whether few cases are left, so that it is best to begin with their cells.
    narrows: ClassVar[bool] = False
    #: Whether certain cells show that the filter holds, see ``witness``.
    shows_cells: ClassVar[bool] = False

    def claims(self, key: str, texts: Sequence[str]) -> bool:
        """Whether a term with this key and these values belongs to the filter."""
        return key == self.name

    @abstractmethod
    def read(self, key: str, raw: Raw) -> V:
        """The value as the other methods take it. Raises BadValueError."""

    @abstractmethod
    def sql(self, scope: Scope, values: tuple[V, ...]) -> ColumnElement[bool]:
        """Whether one of the values holds; never NULL, so that it can be negated."""

    def case_sql(self, scope: Scope, values: tuple[V, ...]) -> ColumnElement[bool]:
        """The same as ``matches``, asked of ``CASES`` and ``REVISIONS`` alone."""
        return self.sql(scope, values)

    @abstractmethod
    def english(self, values: tuple[V, ...], negated: bool) -> str:
        """What follows "programs" or "cells" in the sentence."""

    def witness(self, scope: Scope, values: tuple[V, ...]) -> ColumnElement[bool]:
        """Which cells of a program show that the filter holds. Called only when ``shows_cells``."""
        raise NotImplementedError(f"no cell in particular shows that {self.name} holds")

    def shown_suffices(self, values: tuple[V, ...]) -> bool:
        """Whether one cell that ``witness`` takes proves that the filter holds for the program."""
        return False

    def needs_results(self, values: tuple[V, ...]) -> bool:
        """Whether the filter asks for something that only a measurement knows."""
        return True

    def matches(self, case: CaseFile, values: tuple[V, ...]) -> bool:
        """Whether one of the values holds for a case file. Called only when ``needs_results`` is False."""
        raise NotImplementedError(f"the filter {self.name} needs results")

    def known_values(self, scope: Scope) -> list[str]:
        """The values in the database, for a hint when nothing was found. Empty where a hint would be of no use."""
        return []


def one_of(text: str, known: Iterable[str], what: str) -> str:
    """``text``, if it is one of the known words. Raises BadValueError with the close match."""
    names = [str(name) for name in known]
    if text in names:
        return text
    raise BadValueError(f"{text!r} is no {what}", suggest(text, names, "there are"))


def either(values: Sequence[Any]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    words = [str(value) for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def both(phrases: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
