"""A parsed query: its terms, what they say of a case file, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exportdb.query.base import Filter, Kind, both
from exportdb.query.errors import BadValueError, at, suggest
from exportdb.query.registry import filters
from exportdb.query.syntax import Word, words
from exportdb_engine.protocol.casefile import CaseFile

TEXT = "text"


@dataclass(frozen=True, slots=True)
class Term:
    """A filter with its values."""

    filter: Filter[Any]
    key: str
    values: tuple[Any, ...]
    negated: bool
    #: Place in the query, from 0.
    column: int
    width: int

    @property
    def needs_results(self) -> bool:
        return self.filter.needs_results(self.values)

    @property
    def shows_cells(self) -> bool:
        return self.filter.shows_cells and not self.negated

    @property
    def english(self) -> str:
        return self.filter.english(self.values, self.negated)


@dataclass(frozen=True, slots=True)
class Query:
    """What :func:`parse` gives. Every term has to hold."""

    text: str
    terms: tuple[Term, ...]

    @property
    def needs_results(self) -> bool:
        """Whether only a database can answer; otherwise :meth:`matches` can."""
        return any(term.needs_results for term in self.terms)

    def matches(self, case: CaseFile) -> bool:
        """Whether a case file is meant. Raises ValueError when the query needs results."""
        if self.needs_results:
            raise ValueError(f"the query {self.text!r} asks for results, which a case file does not have")
        return all(term.filter.matches(case, term.values) is not term.negated for term in self.terms)

    def named_runs(self) -> tuple[str, ...]:
        """The values of ``run:``."""
        return tuple(value for term in self.of_kind(Kind.POPULATION) for value in term.values)

    def of_kind(self, kind: Kind) -> Iterator[Term]:
        return (term for term in self.terms if term.filter.kind is kind)

    def sentence(self, run: int | None = None) -> str:
        """The query in English: which programs, and which of their cells."""
        programs = [term.english for term in self.of_kind(Kind.PROGRAMS)]
        shown = any(term.shows_cells for term in self.terms)
        cells = ["the cells that show it" if shown else "all cells"]
        cells += [term.english for term in self.of_kind(Kind.CELLS)]
        population = [term.english for term in self.of_kind(Kind.POPULATION)]
        if run is not None and not population:
            population = [f"of run {run}"]
        if not population:
            cells[0] = cells[0].replace("all cells", "all current cells").replace("the cells", "the current cells")
        return f"{f'Programs {both(programs)}' if programs else 'Every program'}: {', '.join(cells + population)}."


def parse(text: str) -> Query:
    """The query that ``text`` describes; an empty one means everything.

    Raises QueryError that points at the column, when a filter or one of a closed set of values is unknown.
    """
    terms = tuple(_term(text, word) for word in words(text))
    runs = [term for term in terms if term.filter.kind is Kind.POPULATION]
    for term in runs:
        if term.negated:
            raise at(text, term.column, term.width, "a run cannot be left out", "name the run that you want: run:last")
    if len(runs) > 1:
        second = runs[1]
        raise at(text, second.column, second.width, "run: is given twice", "join the runs by a comma: run:3,4")
    return Query(text, terms)


def _term(text: str, word: Word) -> Term:
    known = filters()
    if word.key is None:
        chosen, key = known[TEXT], TEXT
    else:
        key, texts = word.key, [raw.text for raw in word.values]
        found = next((item for item in known.values() if item.claims(key, texts)), None)
        if found is None:
            raise _unknown(text, word, key)
        chosen = found
    values = []
    for raw in word.values:
        try:
            values.append(chosen.read(key, raw))
        except BadValueError as problem:
            raise at(text, raw.column, raw.width, problem.message, problem.hint) from None
    return Term(chosen, key, tuple(values), word.negated, word.column, word.width)


def _unknown(text: str, word: Word, key: str) -> Exception:
    from exportdb.query.filters.outcomes import keys

    names = [name for name, item in filters().items() if item.written is None]
    hint = suggest(key, [*names, *keys()], "the filters are")
    column = word.column + (1 if text[word.column] == "-" else 0)
    return at(
        text, column, len(key), f"unknown filter {key!r}", f'{hint}\nto search for it as text, quote it: "{key}:"'
    )
