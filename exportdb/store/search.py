"""Full-text search of cases and of failures, best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, column, func, literal, literal_column, select, table
from sqlalchemy.orm import Session

from exportdb.store import fulltext
from exportdb.store.once import table_of
from exportdb.store.schema import Case, Cell, CurrentCell, Failure, Revision

CASES, REVISIONS, FAILURES, CELLS, CURRENT = map(table_of, (Case, Revision, Failure, Cell, CurrentCell))

#: Marks around the words that were found, in a snippet.
MARKS = ("[", "]")
#: Words in a snippet.
SNIPPET_WORDS = 16
#: How much a word counts in each column of ``fulltext.TABLES``.
WEIGHTS = {"cases_fts": (10.0, 4.0, 6.0, 1.0), "failures_fts": (10.0, 4.0, 2.0)}
_WORD = re.compile(r"[^\W_]+")
#: A part of an id, which no word is.
_ID = re.compile(r"\w+[_/][\w/]*")


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that a search found."""

    case: str
    collection: str
    title: str
    #: The passage with the words, which are in ``MARKS``.
    snippet: str
    #: Higher is better; comparable only within one search.
    score: float
    #: Whether every word was found, or the id was named.
    whole: bool = True


@dataclass(frozen=True, slots=True)
class FailureHit:
    """A way to fail that a search found."""

    code: str
    signature: str
    #: The passage with the words, which are in ``MARKS``.
    snippet: str
    #: Current cells that fail so, and the cases that they belong to, sorted.
    cells: int
    cases: tuple[str, ...]
    #: Higher is better; comparable only within one search.
    score: float
    #: Whether every word was found.
    whole: bool = True


def search_cases(session: Session, text: str, limit: int = 20) -> list[CaseHit]:
    """Cases whose current text holds all words of ``text``, or else any of them; the last word may go on.

    Any text will do: punctuation separates words, and what is in double quotes is found as it stands. A text without a
    word finds nothing. What looks like a part of an id finds the cases with such an id first.
    """
    named = _named(session, text, limit)
    for number, wanted in enumerate(_expressions(text)):
        found = _hits(session, "cases_fts", REVISIONS.c.id, wanted)
        statement = (
            found.add_columns(CASES.c.name, CASES.c.collection, REVISIONS.c.title)
            .join(CASES, CASES.c.current_revision_id == REVISIONS.c.id)
            .order_by(literal_column("score").desc(), CASES.c.name)
        )
        rows = session.execute(statement.limit(limit)).all()
        if rows:
            known = {hit.case for hit in named}
            hits = [
                CaseHit(row.name, row.collection, row.title, _one_line(row.snippet), row.score, number == 0)
                for row in rows
                if row.name not in known
            ]
            return [*named, *hits][:limit]
    return named


def _named(session: Session, text: str, limit: int) -> list[CaseHit]:
    """The cases whose id holds the text, where that is no word of a language: ``branch_on``, ``flow/branch.py``."""
    part = text.strip().removesuffix(".py")
    if not _ID.fullmatch(part):
        return []
    statement = (
        select(CASES.c.name, CASES.c.collection, REVISIONS.c.title)
        .join(REVISIONS, CASES.c.current_revision_id == REVISIONS.c.id)
        .where(CASES.c.name.icontains(part, autoescape=True))
        .order_by(func.length(CASES.c.name), CASES.c.name)
    )
    return [CaseHit(row.name, row.collection, row.title, "", 100.0) for row in session.execute(statement.limit(limit))]


def search_failures(session: Session, text: str, limit: int = 20) -> list[FailureHit]:
    """Ways to fail whose code, signature or example message holds the words, as in :func:`search_cases`."""
    for number, wanted in enumerate(_expressions(text)):
        found = _hits(session, "failures_fts", FAILURES.c.id, wanted)
        statement = found.add_columns(FAILURES.c.id, FAILURES.c.code, FAILURES.c.signature).order_by(
            literal_column("score").desc(), FAILURES.c.id
        )
        rows = session.execute(statement.limit(limit)).all()
        if rows:
            where = _where(session, [row.id for row in rows])
            return [
                FailureHit(
                    row.code, row.signature, _one_line(row.snippet), *where.get(row.id, (0, ())), row.score, number == 0
                )
                for row in rows
            ]
    return []


@dataclass(frozen=True, slots=True)
class _Expression:
    """What is looked for: as FTS5 says it, and as plain words for databases without FTS5."""

    match: str
    words: tuple[str, ...]


def _expressions(text: str) -> list[_Expression]:
    """First all of the phrases, then, when there are several, any of them."""
    parts = text.split('"')
    # what is between two quotes is one phrase, the rest word by word; each piece is cut into words by its punctuation
    pieces = [piece for i, part in enumerate(parts) for piece in ([part] if i % 2 else part.split())]
    phrases: list[list[str]] = [words for piece in pieces if (words := _WORD.findall(piece))]
    if not phrases:
        return []
    quoted = [f'"{" ".join(words)}"' for words in phrases]
    if len(parts) == 1 and _WORD.fullmatch(text.rstrip()[-1]):
        quoted[-1] += "*"
    plain = tuple(word for phrase in phrases for word in phrase)
    every = _Expression(" ".join(quoted), plain)
    return [every] if len(quoted) == 1 else [every, _Expression(" OR ".join(quoted), plain)]


def _hits(session: Session, name: str, key: Column[int], wanted: _Expression) -> Select[Any]:
    """``snippet`` and ``score`` of the rows found, from the index joined to the table that ``key`` is of."""
    if session.get_bind().dialect.name != "sqlite":
        like = fulltext.revisions_like if name == "cases_fts" else fulltext.failures_like
        shown = REVISIONS.c.explanation if name == "cases_fts" else FAILURES.c.signature
        return select(func.left(shown, 160).label("snippet"), literal(0.0).label("score")).where(
            key.in_(like(wanted.words))
        )
    index = table(name, column("rowid"))
    itself: ColumnElement[str] = literal_column(name)
    snippet = func.snippet(itself, -1, *MARKS, "...", SNIPPET_WORDS).label("snippet")
    # FTS5's bm25 is the more negative the better
    score = (-func.bm25(itself, *WEIGHTS[name])).label("score")
    return (
        select(snippet, score)
        .select_from(index.join(key.table, key == index.c.rowid))
        .where(itself.op("MATCH")(wanted.match))
    )


def _where(session: Session, failures: Sequence[int]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """For each failure the number of current cells of current texts, and their cases."""
    rows = session.execute(
        select(CELLS.c.failure_id, CASES.c.name, func.count())
        .join_from(CELLS, CURRENT, CURRENT.c.cell_id == CELLS.c.id)
        .join(CASES, CASES.c.current_revision_id == CURRENT.c.revision_id)
        .where(CELLS.c.failure_id.in_(failures))
        .group_by(CELLS.c.failure_id, CASES.c.name)
        .order_by(CASES.c.name)
    )
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    for failure_id, name, count in rows:
        cells, names = found.get(failure_id, (0, ()))
        found[failure_id] = (cells + count, (*names, name))
    return found


def _one_line(snippet: str) -> str:
    return " ".join(snippet.split())
