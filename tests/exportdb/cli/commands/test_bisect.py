"""`exportdb bisect` over releases whose results the database has: no environment is made, and nothing is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exportdb.cli import main
from exportdb.envs.declared import Declared
from exportdb.envs.made import envs_folder, keep_facts
from exportdb.store import open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run, start_run
from exportdb_engine.protocol import (
    ORIGINAL,
    Cell,
    Chain,
    Environment,
    Header,
    Limits,
    Mode,
    Outcome,
    Stage,
    chain_fingerprint,
    encode,
    engine_sha256,
)
from exportdb_engine.protocol.casefile import read_case

CASE = '"""A small program"""\nimport torch\ntags = set()\nmodel = torch.nn.ReLU()\nexample_args = (torch.ones(3),)\n'
#: Version -> what came of exporting it; None where the worker skipped the case.
RESULTS: dict[str, str | None] = {
    "2.5.1": "GB0170",
    "2.8.0": "",
    "2.9.1": "",
    "2.10.0": None,
    "2.11.0": "",
    "2.13.0": "GB0999",
    "2.15.0": "GB0170",
}
STAGES = (Stage.EAGER, Stage.EXPORT)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXPORTDB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("cases/area").mkdir(parents=True)
    Path("cases/area/one.py").write_text(CASE, encoding="utf-8")
    lines = (f'[env."{version.rpartition(".")[0]}"]\ntorch = "{version}"\n' for version in RESULTS)
    Path("environments.toml").write_text("".join(lines), encoding="utf-8")
    case = read_case(Path("cases/area/one.py"), Path("cases"))
    store = open_store("x.db", create=True)
    with store.write() as session:
        index_cases(session, [case])
        for version, code in RESULTS.items():
            where = Environment("3.11", "cpython", version, "linux")
            declared = Declared(version.rpartition(".")[0], version)
            (envs_folder() / declared.name).mkdir(parents=True)
            header = Header(1, engine_sha256(), where, "2026-11-22T10:00:00+00:00", "here")
            keep_facts(declared, header, encode(header), header.started)
            eager = Outcome.PASS if code is not None else Outcome.SKIP
            cells = [Cell(Stage.EAGER, eager, None if code is not None else "Requires")]
            if code is not None:
                outcome = Outcome.FAIL if code else Outcome.PASS
                said = f"{code}: no" if code else None
                cells.append(Cell(Stage.EXPORT, outcome, code or None, said, said))
            told = {"case": case.case, "sha256": case.sha256, "variant": ORIGINAL, "mode": Mode.STRICT}
            fingerprint = chain_fingerprint(**told, engine=engine_sha256(), environment=where, limits=Limits())
            chain = Chain(collection="core", stages=STAGES, fingerprint=fingerprint, cells=tuple(cells), **told)
            run = start_run(session, environment=where, engine=engine_sha256(), command="test", options={}, host="here")
            add_chain(session, run, chain)
            finish_run(session, run, "finished")
    store.close()
    return tmp_path


def bisect(good: str, bad: str, *words: str) -> Result:
    call = ["bisect", "area/one", "--good", good, "--bad", bad, "--cases", "cases", "--db", "x.db", *words]
    return CliRunner().invoke(main, call)


@pytest.mark.parametrize(
    ("good", "bad", "before", "after", "between", "status"),
    [
        ("2.8", "2.15", "2.11", "2.13", [], 0),
        ("2.15", "2.8", "2.11", "2.13", [], 0),  # whichever is the newer one
        ("2.9", "2.13.0", "2.11", "2.13", [], 0),
        ("2.5", "2.9", "2.5", "2.8", [], 0),  # it was fixed
        ("2.9", "2.11", "2.11", None, [], 1),
        ("2.11", "2.15", "2.11", "2.13", [], 0),
    ],
)
def test_the_change_between_two_releases(
    place: Path, good: str, bad: str, before: str, after: str | None, between: list[str], status: int
) -> None:
    result = bisect(good, bad, "--json")
    assert result.exit_code == status, result.output
    document = json.loads(result.stdout)
    assert (document["before"], document["after"], document["between"]) == (before, after, between)
    assert not any(reading.get("measured") for reading in document["readings"])


def test_the_report_shows_the_way_and_how_to_see_it_again(place: Path) -> None:
    text = bisect("2.8", "2.15").output
    assert "changed in torch 2.13: export pass -> fail GB0999" in text
    assert "as before up to torch 2.11" in text
    assert "--fresh --env 2.11 --env 2.13" in text
    assert "--with torch==2.13.0" in text


def test_ends_have_to_be_declared_and_testable(place: Path) -> None:
    for words, message in {
        ("2.8", "2.16"): "no environment '2.16'",
        ("2.8", "2.8.0"): "are the same environment",
        ("2.8", "2.10"): "cannot be tested in 2.8 or 2.10",
    }.items():
        failed = bisect(*words)
        assert failed.exit_code == 2
        assert message in failed.output
