"""Finds a case by what a person types: in the database, and where it is not there, among the case files."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from exportdb.corpus import collections, default_cases_folder, load_corpus, load_registry
from exportdb.errors import CorpusError, StoreError
from exportdb.store.reads import (
    CaseDetail,
    EnvironmentView,
    case_detail,
    environments,
    main_environment,
    unmeasured,
)
from exportdb_engine.protocol import text_sha256


@dataclass(frozen=True, slots=True)
class Found:
    """A case, the environments that results are known from, and the one whose results are to be shown."""

    detail: CaseDetail
    environments: list[EnvironmentView]
    environment: EnvironmentView | None
    #: What a reader has to know of the results: there are none, or they are of another text.
    remarks: tuple[str, ...] = ()


def find_case(name: str, db: str, cases: Path | None = None, *, env: str | None = None) -> Found:
    """The case with this id, or with this path or last part of the id where there is one such case.

    Without a database it is shown as its file states it. Raises CorpusError when there is no such case, with the ids
    that are close, and StoreError when the database cannot be read or has no environment ``env``.
    """
    stored, known, remarks = _stored(name, db)
    if stored is None:
        stored = _from_files(name, cases, db)
        if stored.case != name:
            again, known, remarks = _stored(stored.case, db)
            stored = again or stored
    prefer = load_registry(cases or default_cases_folder()).expects_torch
    cells: Counter[str] = Counter()
    for lane in stored.lanes:
        cells[lane.environment] += len(lane.cells)
    measured = [replace(e, cells=cells[e.key]) for e in known if e.key in cells]
    environment = main_environment(measured, named=env, prefer=prefer)
    if not stored.lanes:
        remarks = [*remarks, f"nothing was measured yet; measure it with: exportdb run {stored.case}"]
    elif changed := _changed(stored, cases):
        remarks.append(changed)
    return Found(stored, measured, environment, tuple(remarks))


def _stored(name: str, db: str) -> tuple[CaseDetail | None, list[EnvironmentView], list[str]]:
    from exportdb.store import open_store

    if "://" not in db and not Path(db).exists():
        return None, [], [f"there is no database at {db}"]
    try:
        with open_store(db, readonly=True).read() as session:
            return case_detail(session, name), environments(session), []
    except StoreError as error:
        if "is an empty database" in error.message:
            return None, [], [error.message]
        raise


def _from_files(name: str, cases: Path | None, db: str) -> CaseDetail:
    corpus, errors = load_corpus(collections(cases).values())
    stem = name.removesuffix(".py")
    exact = [case for case in corpus if case.case == stem or case.path.resolve() == Path(name).resolve()]
    found = exact or [case for case in corpus if case.case.rsplit("/", 1)[-1] == stem]
    if len(found) == 1:
        return unmeasured(found[0])
    if len(found) > 1:
        raise CorpusError(f"several cases are called {name!r}", hint=f"name one: {', '.join(c.case for c in found)}")
    for error in errors:
        if Path(error.path).with_suffix("").as_posix().endswith(stem):
            raise CorpusError(str(error))
    ids = [case.case for case in corpus]
    ends = {case.rsplit("/", 1)[-1]: case for case in ids}
    close = difflib.get_close_matches(stem, ids, n=3, cutoff=0.6)
    close += [ends[end] for end in difflib.get_close_matches(stem.rsplit("/", 1)[-1], ends, n=3, cutoff=0.6)]
    close = list(dict.fromkeys(close))[:3]
    hint = f"did you mean {' or '.join(close)}?" if close else "exportdb list shows every case"
    raise CorpusError(f"there is no case {name!r}, neither in {db} nor among the case files", hint=hint)


def _changed(detail: CaseDetail, cases: Path | None) -> str | None:
    """A remark when the case file is no longer the text that was measured."""
    collection = collections(cases).get(detail.collection)
    path = collection.folder / detail.path if collection and collection.folder else None
    if path is None or not path.is_file() or text_sha256(path.read_bytes()) == detail.sha256:
        return None
    return f"{path} has changed since; shown is the text that was measured. Measure it with: exportdb run {detail.case}"
