from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from exportdb.errors import ImportFailed, StoreError
from exportdb.store import Store, open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb.store.lines import ImportReport, export_lines, import_lines, open_lines
from exportdb.store.schema import Case, CurrentCell, Run
from exportdb_engine.protocol import (
    MODES,
    PROTOCOL_VERSION,
    STAGES,
    CaseText,
    Cell,
    Chain,
    End,
    Environment,
    Export,
    Guard,
    Header,
    Outcome,
    RangeConstraint,
    Record,
    Symbol,
    Value,
    encode,
)

Make = Callable[..., Any]
HEADER = Header(
    PROTOCOL_VERSION, "e" * 64, Environment("3.11", "cpython", "2.13.0", "linux"), "2026-11-22T21:00:00Z", "h"
)


def lines(*records: Record) -> str:
    return "".join(encode(record) + "\n" for record in records)


def text_of(case: Any) -> CaseText:
    return CaseText(case.case, case.collection, case.sha256, case.source)


def exported(store: Store, run: int | None = None) -> str:
    out = io.StringIO()
    with store.read() as session:
        export_lines(session, out, run)
    return out.getvalue()


def imported(store: Store, text: str) -> ImportReport:
    return import_lines(store, io.StringIO(text))


words = st.text(max_size=12)
some = st.none() | words
json = st.dictionaries(words, st.none() | st.booleans() | st.integers() | st.lists(words, max_size=2), max_size=2)
seconds = st.floats(0, 1e6)
cells = st.builds(
    Cell,
    st.sampled_from(STAGES),
    st.sampled_from(Outcome),
    some,
    some,
    some,
    seconds,
    seconds,
    st.integers(0, 2**40),
    json,
)
values = st.lists(st.builds(Value, words, words, some, some), max_size=2).map(tuple)
line = st.none() | st.integers(1, 999)
exports = st.builds(
    Export,
    words,
    values,
    values,
    st.dictionaries(words, st.integers(1, 9), max_size=3),
    st.lists(st.builds(RangeConstraint, words, words, words), max_size=2, unique_by=lambda r: r.symbol).map(tuple),
    st.lists(
        st.builds(Symbol, words, st.none() | st.integers(-(2**63), 2**63 - 1), some, some, some, line, some), max_size=2
    ).map(tuple),
    st.lists(st.builds(Guard, words, line, some), max_size=2).map(tuple),
    st.none() | st.lists(words, max_size=2).map(tuple),
)
chains = st.builds(
    Chain,
    case=st.sampled_from(["area/one", "area/two"]),
    collection=st.just("core"),
    sha256=st.just(""),
    variant=words,
    mode=st.sampled_from(MODES),
    stages=st.just(STAGES),
    fingerprint=words,
    cells=st.lists(cells, max_size=3, unique_by=lambda cell: cell.stage).map(tuple),
    export=st.none() | exports,
    output=words,
    seconds=seconds,
    measured_at=st.just("") | st.datetimes().map(lambda time: time.isoformat(timespec="microseconds") + "+00:00"),
)


@given(many=st.lists(chains, max_size=4, unique_by=lambda c: (c.case, c.variant.replace("\0", "\\0"), c.mode)))
@settings(max_examples=25, deadline=None)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, many: list[Chain]) -> None:
    folder = tmp_path_factory.mktemp("lines")
    here, there = (open_store(str(folder / name), create=True) for name in ("here.db", "there.db"))
    source = '"A title"\r\nmodel = example_args = None\ntags = {"Ünïcode"}\n'
    from exportdb_engine.protocol.casefile import parse_case

    cases = {n: parse_case(source.encode(), Path("c.py"), case=n, collection="core") for n in ("area/one", "area/two")}
    texts = [text_of(case) for case in cases.values()]
    given_chains = [replace(chain, sha256=cases[chain.case].sha256) for chain in many]
    report = imported(here, lines(HEADER, *texts, *given_chains, End(len(many), 1.5)))
    assert (report.chains, report.problems) == (len(many), ())
    first = exported(here)
    assert imported(there, first).problems == ()
    assert exported(there) == first
    assert imported(there, first) == ImportReport(runs=(1,), duplicates=len(many))
    here.close()
    there.close()


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.gz"])
def test_a_run_from_here_goes_through_a_file(
    tmp_path: Path, store: Store, make_case: Make, make_chain: Make, start: Make, name: str
) -> None:
    case = make_case(rewrites=("other",))
    with store.write() as session:
        index_cases(session, [case])
        for status in ("finished", "interrupted"):
            run = start(session)
            add_chain(session, run, make_chain(case))
            finish_run(session, run, status)
    with store.read() as session, open_lines(tmp_path / name, "w") as out:
        assert export_lines(session, out) == 2
    other = open_store(str(tmp_path / "other.db"), create=True)
    report = import_lines(other, tmp_path / name, "exportdb import run.jsonl")
    assert (report.runs, report.chains, report.incomplete) == ((1, 2), 2, 1)
    with other.read() as session:
        runs = session.scalars(select(Run).order_by(Run.id)).all()
        assert [(run.status, run.command) for run in runs] == [
            ("finished", "exportdb import run.jsonl"),
            ("incomplete", "exportdb import run.jsonl"),
        ]
        assert session.scalars(select(Case)).one().current is not None
        assert session.query(CurrentCell).count() == len(make_chain(case).cells)
    # what came from here is known here, and its runs stay as they are
    assert import_lines(store, tmp_path / name).duplicates == 2
    with store.read() as session:
        assert session.scalars(select(Run.status).order_by(Run.id)).all() == ["finished", "interrupted"]


def test_what_was_cut_off_is_kept_and_completed_later(store: Store, make_case: Make, make_chain: Make) -> None:
    case = make_case()
    whole = lines(HEADER, text_of(case), make_chain(case), make_chain(case, mode=MODES[1]), End(2, 60.0))
    cut = whole[: whole.rindex("serialize")]
    report = imported(store, cut)
    assert (report.chains, report.incomplete) == (1, 1)
    assert [problem.partition(": ")[2] for problem in report.problems] == [
        "the last line was cut off",
        "the stream was cut off: it has no `end`; run or copy it again, and import it once more",
    ]
    report = imported(store, whole)
    assert (report.chains, report.duplicates, report.incomplete, report.problems) == (1, 1, 0, ())
    with store.read() as session:
        run = session.scalars(select(Run)).one()
        assert (run.status, run.started_at, run.finished_at) == (
            "finished",
            "2026-11-22T21:00:00.000000+00:00",
            "2026-11-22T21:01:00.000000+00:00",
        )


def test_a_compressed_file_that_was_cut_off(tmp_path: Path, store: Store, make_case: Make, make_chain: Make) -> None:
    cases = [make_case(f"area/case{i}") for i in range(200)]
    path = tmp_path / "run.jsonl.gz"
    with open_lines(path, "w") as out:
        out.write(lines(HEADER, *(r for case in cases for r in (text_of(case), make_chain(case))), End(200, 1.0)))
    path.write_bytes(path.read_bytes()[:-2000])
    report = import_lines(store, path)
    assert 0 < report.chains < 200
    assert "cut off" in report.problems[0]


def test_damage_in_the_middle_costs_that_line(store: Store, make_case: Make, make_chain: Make) -> None:
    good, bad = make_case("area/good"), make_case("area/bad")
    damaged = replace(text_of(bad), source="something else")
    twice = make_chain(good, mode=MODES[1])
    twice = replace(twice, cells=twice.cells * 2)
    text = (
        lines(HEADER, text_of(good), damaged)
        + "{nonsense\n"
        + lines(make_chain(bad), twice, make_chain(good), End(3, 1))
    )
    report = imported(store, text)
    assert (report.chains, report.incomplete) == (1, 0)
    assert [problem.split(":")[1] for problem in sorted(report.problems)] == ["3", "4", "5", "6"]


def test_a_text_that_this_python_cannot_read_is_kept(store: Store, make_case: Make, make_chain: Make) -> None:
    case = make_case()
    case = replace(
        case, source="type newer syntax", sha256=__import__("hashlib").sha256(b"type newer syntax").hexdigest()
    )
    report = imported(store, lines(HEADER, text_of(case), make_chain(case), End(1, 1)))
    assert report.chains == 1
    assert "stored unread" in report.problems[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("SQLite format 3\n", ":1: not a line of JSON"),
        ("[]\n", ":1: unknown kind"),
        (lines(End(0, 1)), ":1: begins with a end instead of a header"),
        (lines(replace(HEADER, protocol=99)), "written in protocol 99"),
        (lines(replace(HEADER, started="yesterday")), "yesterday"),
    ],
)
def test_what_is_no_import(store: Store, text: str, message: str) -> None:
    with pytest.raises(ImportFailed, match=message):
        imported(store, text)


def test_files_and_runs_that_do_not_exist(tmp_path: Path, store: Store) -> None:
    with pytest.raises(ImportFailed, match="does not exist"):
        import_lines(store, tmp_path / "none.jsonl")
    (tmp_path / "no.gz").write_text("not compressed")
    with pytest.raises(ImportFailed, match="Not a gzipped file"):
        import_lines(store, tmp_path / "no.gz")
    with pytest.raises(StoreError, match="there is no run 7"):
        exported(store, 7)
