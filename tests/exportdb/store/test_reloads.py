from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exportdb.errors import StoreError
from exportdb.present.matrix import matrix
from exportdb.snapshots.write import write_snapshot
from exportdb.store import Store, open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb.store.lines import export_lines, import_lines
from exportdb.store.reloads import add_reloads, reloads
from exportdb_engine.protocol import Environment, Mode, Outcome, Reload

Make = Callable[..., Any]


@pytest.fixture
def loaded(store: Store, make_case: Make, make_chain: Make, environment: Environment, start: Make) -> Store:
    """2.13 loads its own programs and those of 2.9; of the latter one fails, and once more in a later run."""
    good, bad = make_case("area/good"), make_case("area/bad")
    older = replace(environment, torch="2.9.1")

    def reload(case: Any, saved_by: Environment, code: str | None = None, step: str = "compare") -> Reload:
        outcome = Outcome.FAIL if code else Outcome.PASS
        said = code and f'{code} in "/home/me/site-packages/torch/export.py"'
        return Reload(case.case, "core", case.sha256, Mode.NONSTRICT, saved_by, step, outcome, code, said, said)

    with store.write() as session:
        index_cases(session, [good, bad])
        for code in ("KeyError", "SerializeError"):
            run = start(session, environment=environment)
            found = [
                reload(good, environment),
                reload(bad, environment, "TypeError", "save"),
                reload(good, older),
                reload(bad, older, code, "load"),
            ]
            assert add_reloads(session, run, found) == 4
            assert add_reloads(session, run, found) == 0
            add_chain(session, run, make_chain(good))
            finish_run(session, run, "finished")
        with pytest.raises(StoreError, match="does not have"):
            add_reloads(session, run, [replace(reload(good, older), sha256="0" * 64)])
    return store


def test_the_newest_result_of_each_pair_counts(loaded: Store) -> None:
    with loaded.read() as session:
        found = matrix(reloads(session))
    assert (found.saved, found.loaded) == (("2.9.1", "2.13.0"), ("2.13.0",))
    old, own = found.pairs["2.9.1", "2.13.0"], found.pairs["2.13.0", "2.13.0"]
    assert (old.tried, old.passed, old.skipped) == (2, 1, 0)
    assert old.codes == {("load", "fail", "SerializeError"): ("area/bad",)}
    assert (own.tried, own.passed, own.codes) == (1, 1, {})
    assert found.unsaved == {"2.13.0": ("area/bad",)}
    assert found.cases == ("area/bad", "area/good")


def test_they_travel_with_their_run_and_in_a_snapshot(loaded: Store, tmp_path: Path) -> None:
    out = io.StringIO()
    with loaded.read() as session:
        export_lines(session, out)
        snapshot = write_snapshot(session, "2.13", ["core"], tmp_path)
        known = reloads(session)
    for name, source, count in (("lines", io.StringIO(out.getvalue()), 8), ("snapshot", snapshot.path, 4)):
        other = open_store(str(tmp_path / f"{name}.db"), create=True)
        report = import_lines(other, source)
        assert (report.reloads, report.problems) == (count, ()), name
        with other.read() as session:
            again = reloads(session)
        same = [(one.case, one.saved_by, one.loaded_by, one.outcome, one.code) for one in again]
        assert same == [(one.case, one.saved_by, one.loaded_by, one.outcome, one.code) for one in known], name
        assert ("/home/me" in str(again)) is (name == "lines")
