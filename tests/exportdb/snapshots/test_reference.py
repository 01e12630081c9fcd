"""The reference database, over the true case files: it knows which texts are current."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exportdb.cli import main
from exportdb.corpus import default_cases_folder
from exportdb.errors import StoreError
from exportdb.snapshots import reference_database
from exportdb.snapshots.check import check_all
from exportdb.snapshots.write import write_snapshot
from exportdb.store import Store, open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb_engine.protocol import Environment, Mode, engine_sha256
from exportdb_engine.protocol.casefile import parse_case, read_case

Make = Callable[..., Any]
KEPT = "control_flow/branch_on_tensor_value"


@pytest.fixture
def results(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_case: Make,
    make_chain: Make,
    environment: Environment,
    start: Make,
) -> Path:
    """A snapshot of three cases: one as it is, one whose text is another one now, one that is no more."""
    root = default_cases_folder()
    kept = read_case(root / f"{KEPT}.py", root)
    edited = next(path for path in sorted((root / "control_flow").glob("*.py")) if path.stem != kept.path.stem)
    was = parse_case(
        edited.read_bytes() + b"# as it was\n", edited, case=f"control_flow/{edited.stem}", collection="core"
    )
    folder = tmp_path / "results"
    with store.write() as session:
        cases = [kept, was, make_case("control_flow/removed_since")]
        index_cases(session, cases)
        run = start(session, environment=environment, engine=engine_sha256())
        for case in cases:
            for mode in Mode:
                add_chain(session, run, make_chain(case, mode=mode, measured_at="2026-11-20T10:00:00+00:00"))
        finish_run(session, run, "finished")
        write_snapshot(session, "2.13", ["core"], folder)
    monkeypatch.setenv("EXPORTDB_RESULTS", str(folder))
    monkeypatch.setenv("EXPORTDB_CACHE", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return folder


def invoke(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), env={"COLUMNS": "80", "EXPORTDB_DB": None})


def test_commands_that_read_use_it_where_there_is_no_database(results: Path, tmp_path: Path) -> None:
    first = invoke("query", "stage:export", "mode:strict", "--json")
    assert "unpacking the results of 1 torch releases" in first.stderr
    shown = invoke("query", "stage:export", "mode:strict")
    assert shown.exit_code == 0
    assert "unpacking" not in shown.stderr
    assert "there is no exportdb.db: these are the results that come with exportdb, torch 2.13" in shown.stderr
    assert KEPT in shown.stdout
    assert "1 cell of 1 case" in shown.stdout  # neither the old text nor the case that is no more
    (database,) = (tmp_path / "cache" / "reference").iterdir()
    assert database.stat().st_mode & 0o222 == 0
    with pytest.raises(StoreError, match="reading only"), open_store(str(database)).write():
        pass
    # a database that is named, or that is for other cases, is not replaced by it
    assert invoke("query", "stage:export", "--db", "other.db").exit_code == 2
    own = tmp_path / "own"
    own.mkdir()
    assert "come with exportdb" not in invoke("list", "--cases", str(own)).stderr
    assert not Path("exportdb.db").exists()


def test_it_becomes_a_database_of_ones_own(results: Path) -> None:
    for chains, db in ((6, "exportdb.db"), (0, "exportdb.db")):
        result = invoke("results", "import", "--db", db)
        assert result.exit_code == 0
        assert f"{db}: {chains} chains added, measured before on torch 2.13.0" in result.stdout
    store = open_store("exportdb.db")
    with store.write() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    reference = reference_database()
    assert reference is not None
    assert reference.chains() == 6


def test_it_is_indexed_again_when_a_case_file_changes_and_old_ones_go(results: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "reference"
    reference = reference_database()
    assert reference is not None
    other = cache / f"{reference.path.name.partition('-')[0]}-other.db"
    reference.path.rename(other)
    heard: list[str] = []
    again = reference_database(heard.append)
    assert again is not None
    assert again.path == reference.path
    assert heard == []
    assert sorted(cache.iterdir()) == sorted([again.path, other])


def test_check_tells_what_has_changed(results: Path) -> None:
    now = datetime(2026, 12, 1, tzinfo=timezone.utc)
    (row,) = check_all(results, now=now)
    assert (row.torch, row.chains, row.age_days, row.this_engine) == ("2.13.0+cpu", 6, 10, True)
    assert (row.current, len(row.changed), row.gone) == (1, 1, ("control_flow/removed_since",))
    assert row.stale == f"{row.cases - 1} of {row.cases} cases were not measured as they read now"
    assert row.remedy == "exportdb run --env 2.13; exportdb results write 2.13.0"
    (allowed,) = check_all(results, now=now, allowed=1.0)
    assert allowed.stale == ""
    result = invoke("results", "check")
    assert result.exit_code == 1
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_what_is_damaged_says_so(results: Path, tmp_path: Path) -> None:
    path = results / "torch-2.13.0.jsonl.gz"
    whole = path.read_bytes()
    for data, said in ((whole[:-200], "cannot be read"), (b"text", "cannot be read"), (whole, "does not fit")):
        if said == "does not fit":
            path = path.rename(results / "torch-2.9.0.jsonl.gz")
        path.write_bytes(data)
        (row,) = check_all(results)
        assert said in row.stale
    path.write_bytes(whole[:-200])
    result = invoke("query", "stage:export")
    assert result.exit_code == 2
    assert "is damaged" in result.stderr
    assert list((tmp_path / "cache" / "reference").iterdir()) == []
