"""Brings the corpus into the database: a row for every case, and one for each of its texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from exportdb.store import fulltext
from exportdb.store.once import insert_once, now, storable, table_of
from exportdb.store.schema import Case, Revision, RevisionTag, Rewrite
from exportdb_engine.protocol.casefile import CaseFile

CASES, REVISIONS = table_of(Case), table_of(Revision)


@dataclass(frozen=True, slots=True)
class IndexReport:
    """How many cases the database did not know, knew with another text, and knew as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    #: Cases of complete collections that are no longer among the cases.
    removed: int = 0


def index_cases(
    session: Session, cases: Iterable[CaseFile], *, complete: Iterable[str] = (), aside: Iterable[str] = ()
) -> IndexReport:
    """Make the given texts the current ones.

    Those of collections in ``aside`` only where the case has no text yet: they are what another torch brings along.

    ``complete`` names collections of which every case is given: others of theirs lose their current text, so that
    queries leave them out, and keep their history.
    """
    known = {
        row.name: row
        for row in session.execute(
            select(CASES.c.name, CASES.c.id, CASES.c.collection, REVISIONS.c.sha256, REVISIONS.c.facts).outerjoin(
                REVISIONS, REVISIONS.c.id == CASES.c.current_revision_id
            )
        )
    }
    added = changed = unchanged = 0
    elsewhere = set(aside)
    seen = set()
    for case in cases:
        seen.add(case.case)
        row = known.get(case.case)
        if row is None:
            added += 1
        elif row.sha256 == case.sha256 and row.collection == case.collection and row.facts == _facts(case):
            unchanged += 1
            continue
        else:
            changed += 1
        case_id, revision_id = add_revision(session, case)
        if row is not None and row.sha256 is not None and case.collection in elsewhere:
            continue
        session.execute(
            update(CASES)
            .where(CASES.c.id == case_id)
            .values(current_revision_id=revision_id, collection=case.collection, area=case.area)
        )
    whole = set(complete)
    gone = [
        row.id for name, row in known.items() if row.collection in whole and name not in seen and row.sha256 is not None
    ]
    if gone:
        session.execute(update(CASES).where(CASES.c.id.in_(gone)).values(current_revision_id=None))
    return IndexReport(added, changed, unchanged, len(gone))


def add_revision(session: Session, case: CaseFile) -> tuple[int, int]:
    """The ids of the case and of this text of it, stored where they are not; a new case has it as its current text."""
    case_id, is_new = insert_once(
        session, Case, {"name": case.case}, {"collection": case.collection, "area": case.area}
    )
    facts = _facts(case)
    values = {**_columns(case), "facts": facts}
    revision_id, first = insert_once(
        session, Revision, {"case_id": case_id, "sha256": case.sha256}, {**values, "indexed_at": now()}
    )
    if first or session.execute(select(REVISIONS.c.facts).where(REVISIONS.c.id == revision_id)).scalar() != facts:
        if not first:
            session.execute(update(REVISIONS).where(REVISIONS.c.id == revision_id).values(**values))
        _add_parts(session, revision_id, case)
    if is_new:
        session.execute(update(CASES).where(CASES.c.id == case_id).values(current_revision_id=revision_id))
    return case_id, revision_id


def _columns(case: CaseFile) -> dict[str, Any]:
    """The columns of a revision that are read from its text."""
    prefix = f"{case.collection}/"
    expect = None
    if case.expect is not None:
        expect = {str(mode): [[str(stage), code] for stage, code in stops] for mode, stops in case.expect.items()}
    return {
        "title": case.title,
        "explanation": case.explanation,
        "source": storable(case.source),
        "path": case.case.removeprefix(prefix) + ".py",
        "expect": expect,
        "issues": list(case.issues),
        "near": list(case.near),
        "requires": list(case.requires),
        "no_rewrite": case.no_rewrite,
        "support_level": case.support_level,
        "model_line": case.model_line,
        "model_source": storable(case.model_source),
    }


def _facts(case: CaseFile) -> str:
    """A hash of what was read from the text: it changes when a newer reader makes something else of it."""
    facts = {
        **_columns(case),
        "source": fulltext.program_text(case.source),
        "tags": sorted(case.tags),
        "rewrites": _rewrites(case),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _rewrites(case: CaseFile) -> list[dict[str, Any]]:
    return [
        {
            "label": rewrite.label,
            "ordinal": ordinal,
            "class_name": rewrite.class_name,
            "docstring": rewrite.docstring,
            "source": rewrite.source,
        }
        for ordinal, rewrite in enumerate(case.rewrites)
    ]


def _add_parts(session: Session, revision_id: int, case: CaseFile) -> None:
    parts: list[tuple[Any, list[dict[str, Any]]]] = [
        (table_of(RevisionTag), [{"tag": tag} for tag in sorted(case.tags)]),
        (table_of(Rewrite), _rewrites(case)),
    ]
    for table, rows in parts:
        session.execute(delete(table).where(table.c.revision_id == revision_id))
        if rows:
            session.execute(insert(table), [{"revision_id": revision_id, **row} for row in rows])
    words = {"title": case.title, "explanation": case.explanation, "tags": " ".join(sorted(case.tags))}
    fulltext.add(session, "cases_fts", revision_id, {**words, "source": storable(fulltext.program_text(case.source))})
