from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from exportdb.errors import StoreError
from exportdb.query import parse, select_cells
from exportdb.snapshots.files import HOST, Snapshot, file_name, snapshots
from exportdb.snapshots.write import write_snapshot
from exportdb.store import Store, open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb.store.lines import import_lines, open_lines
from exportdb.store.schema import Run
from exportdb_engine.protocol import STAGES, Cell, Environment, Outcome, Stage

Make = Callable[..., Any]
PATHS = (
    'File "/home/me/venv/lib/python3.11/site-packages/torch/export.py", line 3\n'
    'File "/opt/py/lib/python3.11/copy.py", line 5\n'
    "/home/me/cases/area/one.py:12: here\n"
    "g++ -I/usr/lib/python3.11/include /var/tmp/torchinductor_me/ab/cd.cpp\n"
    "/srv/exportdb/engine/exportdb_engine/worker.py(3): main '/tmp/exportdb-run-15-x_y/exportdb-1-2/model.mlir'"
)
TIDY = (
    'File "torch/export.py", line 3\nFile "copy.py", line 5\narea/one.py:12: here\n'
    "g++ -Iinclude ab/cd.cpp\nexportdb_engine/worker.py(3): main 'model.mlir'"
)


def measured(store: Store, make_case: Make, make_chain: Make, environment: Environment, start: Make) -> None:
    """Torch 2.13: an older text, then this one in full, then its first stages again with another outcome."""
    old, case = make_case(extra="_x = 1"), make_case()
    away = make_case("torch-opinfo/add", collection="torch-opinfo", foreign=True)
    with store.write() as session:
        index_cases(session, [old, away])
        index_cases(session, [case])
        for of, chain in (
            (old, {}),
            (case, {"output": "printed", "seconds": 1.23456}),
            (away, {}),
            (case, {"stages": STAGES[:2], "stops": {Stage.EXPORT: (Outcome.FAIL, "GB0170")}}),
        ):
            run = start(session, environment=environment)
            done = make_chain(of, measured_at=f"2026-11-2{run}T10:00:00.123456+00:00", **chain)
            add_chain(session, run, replace(done, cells=tuple(map(_with_paths, done.cells))))
            finish_run(session, run, "finished")


def _with_paths(cell: Cell) -> Cell:
    return replace(cell, message=cell.message and PATHS, cpu_seconds=2.0, peak_kib=7, detail={"where": [PATHS]})


def cells_of(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        rows = select_cells(session, parse("-case:torch-opinfo/add"))
        return [(row.case, row.mode, row.stage, row.outcome, row.code, row.message, row.seconds) for row in rows]


def test_what_is_current_comes_back(
    store: Store, tmp_path: Path, make_case: Make, make_chain: Make, environment: Environment, start: Make
) -> None:
    measured(store, make_case, make_chain, environment, start)
    with store.read() as session:
        written = write_snapshot(session, "2.13", ["core"], tmp_path / "results")
    assert written.path == tmp_path / "results" / "torch-2.13.0.jsonl.gz"
    assert (written.chains, written.cells) == (1, 2)
    assert snapshots(tmp_path / "results") == [Snapshot(written.path, "2.13.0")]
    other = open_store(str(tmp_path / "other.db"), create=True)
    assert import_lines(other, written.path).problems == ()
    assert [row[:5] for row in cells_of(other)] == [row[:5] for row in cells_of(store)] != []
    assert [row[5] for row in cells_of(other)] == [None, TIDY]
    with other.read() as session:
        assert session.execute(select(Run.host)).scalars().all() == [HOST]
    with open_lines(written.path, "r") as lines:
        text = lines.read()
    assert '"output":""' in text
    assert '"peak_kib":0' in text
    for kept_out in ("printed", "/home", "/opt", "123456", "torch-opinfo"):
        assert kept_out not in text, kept_out


def test_a_stage_that_an_older_run_measured_comes_back_with_it(
    store: Store, tmp_path: Path, make_case: Make, make_chain: Make, environment: Environment, start: Make
) -> None:
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        for number, stages in enumerate((STAGES, STAGES[:3])):
            run = start(session, environment=environment)
            time = f"2026-11-2{number}T10:00:00+00:00"
            add_chain(session, run, make_chain(case, stages=stages, measured_at=time))
            finish_run(session, run, "interrupted")
    with store.read() as session:
        first = write_snapshot(session, "2.13", ["core"], tmp_path)
        kept = first.path.read_bytes()
        write_snapshot(session, "2.13", ["core"], tmp_path)
    assert first.path.read_bytes() == kept
    other = open_store(str(tmp_path / "other.db"), create=True)
    report = import_lines(other, first.path)
    assert (report.chains, report.problems, report.incomplete) == (2, (), 0)
    assert cells_of(other) == cells_of(store)
    assert len(cells_of(other)) == len(STAGES)


def test_what_cannot_be_written(
    store: Store, tmp_path: Path, make_case: Make, make_chain: Make, environment: Environment, start: Make
) -> None:
    measured(store, make_case, make_chain, environment, start)
    with store.read() as session:
        for torch, collection, said in (("2.9", "core", "'2.9'"), ("2.13", "torch-hops", "nothing of torch-hops")):
            with pytest.raises(StoreError, match=said):
                write_snapshot(session, torch, [collection], tmp_path / "results")
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    ("torch", "device", "name"),
    [
        ("2.13.0+cpu", "cpu", "torch-2.13.0.jsonl.gz"),
        ("2.15.0+cu130", "NVIDIA H100 80GB", "torch-2.15.0-nvidia-h100-80gb.jsonl.gz"),
        ("2.16.0.dev20261101", "cpu", "torch-2.16.0.dev20261101.jsonl.gz"),
    ],
)
def test_names(tmp_path: Path, torch: str, device: str, name: str) -> None:
    assert file_name(torch, device) == name
    (tmp_path / name).touch()
    (found,) = snapshots(tmp_path)
    assert (found.release, found.device == "cpu") == (torch.partition("+")[0], device == "cpu")
