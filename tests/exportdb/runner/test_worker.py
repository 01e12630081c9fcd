"""The worker process, seen from the database side: true processes, true deaths."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exportdb.errors import EngineError
from exportdb.runner import Worker
from exportdb_engine.protocol import Job, Limits, Mode, Stage, text_sha256

CASE = '''"""A case"""
import os, signal
import torch

tags = set()


class Model(torch.nn.Module):
    def forward(self, x):
        {body}
        return x + 1


model = Model()
example_args = (torch.ones(3),)
'''


def job(folder: Path, name: str, body: str = "pass") -> Job:
    path = folder / f"{name}.py"
    path.write_text(CASE.format(body=body))
    return Job(
        case=name,
        collection="core",
        path=str(path),
        sha256=text_sha256(path.read_bytes()),
        variant="original",
        mode=Mode.NONSTRICT,
        stages=(Stage.EAGER, Stage.EXPORT),
        limits=Limits(cpu_seconds=20),
    )


def test_a_case_that_kills_its_worker_is_found_and_its_neighbours_are_measured(tmp_path: Path) -> None:
    jobs = [job(tmp_path, f"good{i}") for i in range(4)]
    jobs.insert(1, job(tmp_path, "killer", "os.kill(os.getppid(), signal.SIGKILL)"))
    with Worker(jobs=2) as worker:
        worker.submit(*jobs)
        outcomes = {
            chain.case: [(str(c.stage), str(c.outcome), c.code) for c in chain.cells] for chain in worker.results()
        }
    assert outcomes.pop("killer") == [("eager", "crash", "WorkerDied")]
    assert outcomes == {f"good{i}": [("eager", "pass", None), ("export", "pass", None)] for i in range(4)}


def test_an_edited_case_is_skipped_with_its_reason(tmp_path: Path) -> None:
    planned = job(tmp_path, "edited")
    Path(planned.path).write_text(CASE.format(body="x = x * 2"))
    with Worker(jobs=1) as worker:
        (cell,) = worker.run_job(planned).cells
    assert (str(cell.outcome), cell.code) == ("skip", "Changed")
    assert planned.path in (cell.message or "")


def test_the_worker_is_told_of_every_stage_that_it_is_to_be_warm_for(tmp_path: Path) -> None:
    """Backends among them, which are no members of the enum: without it every child imports them for itself."""
    lowered = replace(job(tmp_path, "lowered"), stages=(Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage("lower:aot_eager")))
    with Worker(jobs=1, device="cuda") as worker:
        worker.submit(lowered)
        worker.start()
        assert worker._process is not None
        command = " ".join(map(str, worker._process.args))  # type: ignore[arg-type]
        assert "--stages eager,export,run,lower:aot_eager --device cuda" in command


def test_what_one_case_preloads_is_not_there_for_another(tmp_path: Path) -> None:
    body = "import sys; assert ('tabnanny' in sys.modules) is {}"
    jobs = [job(tmp_path, "without", body.format(False)), job(tmp_path, "with", body.format(True))]
    jobs[1] = replace(jobs[1], preload=("tabnanny",))
    with Worker(jobs=2) as worker:
        worker.submit(*jobs)
        outcomes = {chain.case: str(chain.cells[0].outcome) for chain in worker.results()}
    assert outcomes == {"without": "pass", "with": "pass"}


def test_closing_takes_everything_along(tmp_path: Path) -> None:
    worker = Worker(jobs=1)
    worker.submit(job(tmp_path, "sleeper", "os.setsid(); import time; time.sleep(1000)"))
    worker.start()
    worker._feed()
    pid = worker._process.pid  # type: ignore[union-attr]
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def test_an_interpreter_without_the_engine_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught, Worker(python="/nonexistent/python") as worker:
        worker.start()
    assert "/nonexistent/python" in caught.value.message
    broken = tmp_path / "python"
    broken.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'raise SystemExit(\"no module named torch\")'\n")
    broken.chmod(0o755)
    with pytest.raises(EngineError) as caught, Worker(python=str(broken)) as worker:
        worker.start()
    assert "no module named torch" in caught.value.message
    assert "pip install" in caught.value.hint
