"""Programs that one torch saves, and another one loads and runs.

``save`` exports cases and writes each program into a folder, with its inputs and what it gave for them. ``load`` takes
the files of such a folder, whichever torch wrote them. Each file has a process of its own, in which its case is
imported: a program may need the operators and the pytree nodes that the case registers.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.capabilities import missing
from exportdb_engine.compare import Difference, differences
from exportdb_engine.diagnose import diagnose
from exportdb_engine.fuzz.isolate import isolated
from exportdb_engine.observe import Observation, observe_module
from exportdb_engine.program import Program, Programs
from exportdb_engine.protocol import CaseText, End, Environment, Header, Job, Outcome, Reload, Stage, decode, encode
from exportdb_engine.protocol.signature import normalize
from exportdb_engine.stages.export import export
from exportdb_engine.worker import prepare

#: In a folder of saved programs: the header of the torch that wrote them.
HEADER = "header.jsonl"
#: What is kept of a leaf that is no tensor and no plain value: there is nothing to compare it by in another release.
_UNKNOWN = "<{}>"
_PLAIN = (bool, int, float, str, type(None))


def command(
    into: Path | None, folders: Iterable[Path], jobs: list[Job], header: Header, write: Callable[[Any], None]
) -> None:
    """Save into a folder, then load from others, and write a stream of what came of it."""
    write(header)
    for job in jobs:
        write(CaseText(job.case, job.collection, job.sha256, Path(job.path).read_text(encoding="utf-8")))
    for problem in prepare((Stage.EXPORT, Stage.SERIALIZE)):
        print(f"warm-up: {problem}", file=sys.stderr)
    began = time.monotonic()
    if into is not None:
        save(jobs, into, header, write)
    for folder in folders:
        load(jobs, folder, write)
    write(End(0, round(time.monotonic() - began, 3)))


def save(jobs: Iterable[Job], folder: Path, header: Header, emit: Callable[[Reload], None]) -> int:
    """Save the program of each job into ``folder``, and give the number of files. What fails is emitted."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HEADER).write_text(encode(header) + "\n", encoding="utf-8")
    count = 0
    for job in jobs:
        found = _tried(job, partial(_save, job, folder), header.environment)
        if found.outcome is Outcome.PASS:
            count += 1
        else:
            emit(found)
    return count


def load(jobs: Iterable[Job], folder: Path, emit: Callable[[Reload], None]) -> int:
    """Load and run what is there of the jobs in ``folder``, and emit what came of each; gives their number."""
    header = decode((folder / HEADER).read_text(encoding="utf-8"))
    assert isinstance(header, Header)
    count = 0
    for job in jobs:
        if _program(folder, job).exists():
            count += 1
            emit(_tried(job, partial(_load, job, folder), header.environment))
    return count


def _tried(job: Job, function: Callable[[], dict[str, Any]], saved_by: Environment) -> Reload:
    """What came of a function in a process of its own."""
    ended = isolated(function, job.limits)
    if ended.death in ("CpuLimit", "WallLimit"):
        found = {"step": "", "outcome": "timeout", "code": ended.death, "message": "it met the limit on its time"}
    elif ended.death is not None:
        found = {"step": "", "outcome": "crash", "code": ended.death, "message": f"the process ended: {ended.death}"}
    else:
        found = ended.value
    message = found["message"]
    return Reload(
        case=job.case,
        collection=job.collection,
        sha256=job.sha256,
        mode=job.mode,
        saved_by=saved_by,
        step=found["step"],
        outcome=Outcome(found["outcome"]),
        code=found["code"],
        signature=None if message is None else normalize(message) or found["code"],
        message=message,
    )


def _save(job: Job, folder: Path) -> dict[str, Any]:
    return _steps(job, "save", _saving(job, folder))


def _load(job: Job, folder: Path) -> dict[str, Any]:
    return _steps(job, "load", _loading(job, folder))


#: A step by its name, and what it does; the last one gives a difference, where there is one.
_Steps = Iterable[tuple[str, Callable[[], Any]]]


def _steps(job: Job, what: str, steps: _Steps) -> dict[str, Any]:
    """Take the steps one after the other, up to the first that raises."""
    lacking = missing(job.requires)
    if lacking is not None:
        return {"step": what, "outcome": "skip", "code": "Requires", "message": lacking}
    for step, act in steps:
        try:
            difference = act()
        except Exception as error:
            # Whatever a program or torch raises is the result.
            if step == "case":  # what does not run here by itself says nothing of the file
                message = f"the case itself cannot be used here: {type(error).__name__}: {error}"
                return {"step": what, "outcome": "skip", "code": type(error).__name__, "message": message}
            stage = Stage.RUN if step == "run" else Stage.SERIALIZE
            found = diagnose(error, stage=stage, case_path=job.path)
            reached = step if what == "load" else what
            return {"step": reached, "outcome": found.outcome.value, "code": found.code, "message": found.message}
        if difference is not None:
            return {"step": "compare", "outcome": "wrong", "code": difference.code, "message": _said(difference)}
    return {"step": "compare" if what == "load" else "save", "outcome": "pass", "code": None, "message": None}


def _said(difference: Difference) -> str:
    return str(difference).replace("eager", "the torch that saved it")


def _saving(job: Job, folder: Path) -> _Steps:
    programs = Programs(Path(job.path), job.case)
    kept: dict[str, Any] = {}

    def case() -> None:
        kept["program"] = programs.load(job.variant)

    def trace() -> None:
        kept["exported"] = export(kept["program"], job.mode)

    def write() -> None:
        # Before it is run: its buffers are to be as they were.
        with part.open("wb") as file:
            torch.export.save(kept["exported"], file)

    def run() -> None:
        program: Program = kept["program"]
        seen = observe_module(kept["exported"].module(), program.args, program.kwargs)
        if seen.raised is not None:
            raise seen.raised
        inputs = _leaves((program.args, program.kwargs))
        torch.save({"inputs": inputs, "seen": _observed(seen)}, _beside(folder, job))
        part.replace(_program(folder, job))

    part = _program(folder, job).with_suffix(".part")
    return (("case", case), ("export", trace), ("save", write), ("run", run))


def _loading(job: Job, folder: Path) -> _Steps:
    programs = Programs(Path(job.path), job.case)
    kept: dict[str, Any] = {}

    def case() -> None:
        kept["program"] = programs.load(job.variant)

    def read() -> None:
        with _program(folder, job).open("rb") as file:
            kept["module"] = torch.export.load(file).module()

    def run() -> Any:
        program: Program = kept["program"]
        kept["saved"] = torch.load(_beside(folder, job), weights_only=True)
        args, kwargs = _filled((program.args, program.kwargs), kept["saved"]["inputs"])
        seen = observe_module(kept["module"], args, kwargs)
        if seen.raised is not None:
            raise seen.raised
        kept["seen"] = seen

    def compare() -> Any:
        expected, actual = (Observation(**seen) for seen in (kept["saved"]["seen"], _observed(kept["seen"])))
        return next(iter(differences(expected, actual)), None)

    return (("case", case), ("load", read), ("run", run), ("compare", compare))


def _observed(seen: Observation) -> dict[str, Any]:
    """Outputs and inputs after the call as flat lists, which any torch can read."""
    return {"output": _leaves(seen.output), "inputs": _leaves(seen.inputs)}


def _leaves(value: Any) -> list[Any]:
    return [
        leaf if isinstance(leaf, torch.Tensor) or type(leaf) in _PLAIN else _UNKNOWN.format(type(leaf).__name__)
        for leaf in _pytree.tree_leaves(value)
    ]


def _filled(value: Any, leaves: list[Any]) -> Any:
    """The value with the saved tensors and plain values in place of its own."""
    own, spec = _pytree.tree_flatten(value)
    if len(own) != len(leaves):
        return value
    kept = (
        mine if isinstance(saved, str) and saved == _UNKNOWN.format(type(mine).__name__) else saved
        for mine, saved in zip(own, leaves, strict=True)
    )
    return _pytree.tree_unflatten(list(kept), spec)


def _program(folder: Path, job: Job) -> Path:
    """The file of a job's program: named by its case, since that is a path."""
    name = hashlib.sha256(f"{job.case} {job.variant} {job.mode}".encode()).hexdigest()[:16]
    return folder.absolute() / f"{name}.pt2"


def _beside(folder: Path, job: Job) -> Path:
    return _program(folder, job).with_suffix(".pt")
