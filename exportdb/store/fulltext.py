"""The full-text indexes. On SQLite they are FTS5 tables beside the schema; elsewhere words are found with ILIKE.

    cases_fts(title, explanation, tags, source)        rowid is revisions.id; every revision, not only the current one
    failures_fts(code, signature, message)             rowid is failures.id; the message is failures.message

The source is indexed without its docstring and what it states of the case (``tags``, ``near``, ``expect`` and so on).
The docstring and the tags have columns of their own; the rest names other cases and errors, not what the program does.

A word is a run of letters and digits, case and nothing else folded: ``torch.cond`` is two words, and a quoted text is
found where its words stand next to each other.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, table, text
from sqlalchemy.orm import Session

from exportdb.store.schema import Failure, Revision, RevisionTag
from exportdb_engine.protocol.casefile import LITERALS

#: Tables and columns, in the order that ``bm25`` and ``snippet`` count them.
TABLES = {
    "cases_fts": ("title", "explanation", "tags", "source"),
    "failures_fts": ("code", "signature", "message"),
}
_TOKENIZER = "unicode61 remove_diacritics 0"


def create_statements() -> list[str]:
    """The DDL for SQLite, as the migrations run it."""
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, tokenize = '{_TOKENIZER}')"
        for name, columns in TABLES.items()
    ]


def program_text(source: str) -> str:
    """The source of a case without its docstring and the assignments of what it states of itself.

    As it is where it is not Python.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    lines = source.encode().splitlines(keepends=True)  # ast counts columns in bytes of UTF-8
    documented = ast.get_docstring(tree, clean=False) is not None
    for i, node in reversed([*enumerate(tree.body)]):
        stated = bool(_names(node)) and _names(node) <= LITERALS
        if (stated or (documented and i == 0)) and node.end_lineno is not None:
            first, last = node.lineno - 1, node.end_lineno - 1
            lines[first : last + 1] = [lines[first][: node.col_offset] + lines[last][node.end_col_offset :]]
    return b"".join(lines).decode()


def _names(node: ast.stmt) -> set[str]:
    """What a statement assigns, where it does that alone."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id if isinstance(target, ast.Name) else "" for target in targets}


def add(session: Session, name: str, rowid: int, values: dict[str, str]) -> None:
    """Put a row into an index, in place of the one that has this ``rowid``. Does nothing on PostgreSQL."""
    if session.get_bind().dialect.name != "sqlite":
        return
    columns = TABLES[name]
    session.execute(text(f"DELETE FROM {name} WHERE rowid = :rowid"), {"rowid": rowid})
    names, places = ", ".join(columns), ", ".join(f":{c}" for c in columns)
    session.execute(text(f"INSERT INTO {name} (rowid, {names}) VALUES (:rowid, {places})"), {"rowid": rowid, **values})


def matching(name: str, match: str) -> Select[Any]:
    """Ids of the rows of an FTS5 table that an FTS5 expression finds. SQLite only."""
    found = table(name, column("rowid"))
    return select(found.c.rowid).where(literal_column(name).op("MATCH")(match))


def revisions_like(words: Sequence[str]) -> Select[Any]:
    """Ids of the revisions that hold every word as a part of a word. For databases without FTS5."""
    tags = select(func.string_agg(RevisionTag.tag, " ")).where(RevisionTag.revision_id == Revision.id).scalar_subquery()
    columns = (Revision.title, Revision.explanation, Revision.source, func.coalesce(tags, ""))
    return select(Revision.id).where(_all_words(words, columns))


def failures_like(words: Sequence[str]) -> Select[Any]:
    """Ids of the failures that hold every word as a part of a word. For databases without FTS5."""
    return select(Failure.id).where(_all_words(words, (Failure.code, Failure.signature, Failure.message)))


def _all_words(words: Sequence[str], columns: Sequence[Any]) -> ColumnElement[bool]:
    return and_(*(or_(*(c.icontains(word, autoescape=True) for c in columns)) for word in words))
