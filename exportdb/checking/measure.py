"""Hands the cases of a check to a worker, and gives their chains."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exportdb.checking.casetext import Written, write_case
from exportdb.checking.targets import CheckTarget
from exportdb.envs.interpreter import Interpreter
from exportdb.errors import CheckFailed
from exportdb.runner.worker import Worker
from exportdb_engine.protocol import ORIGINAL, Begun, Chain, Header, Job, Limits, Mode, Stage

#: A user's model may be large, and is saved in the stage serialize.
FILE_MIB = 8192
#: Seconds that a script may take which is run for its calls.
SCRIPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Wish:
    """Chains that are wanted of one written case."""

    case: Written
    modes: tuple[Mode, ...]
    stages: tuple[Stage, ...]
    variant: str = ORIGINAL


@dataclass(slots=True)
class Bench:
    """A worker process and a folder for cases, for as long as a check lasts."""

    target: CheckTarget
    worker: Worker
    folder: Path
    limits: Limits = field(default_factory=lambda: Limits(file_mib=FILE_MIB))

    @property
    def header(self) -> Header:
        return self.worker.start()

    def write(self, *, spec: str = "", edited: Path | None = None) -> Written:
        return write_case(self.folder, self.target, spec=spec, edited=edited)

    def run(self, wishes: Iterable[Wish]) -> list[Chain]:
        """The chains, in order of completion. Raises EngineError when no worker can be started."""
        for wish in wishes:
            for mode in wish.modes:
                sources = (*self.target.sources, f"{self.folder}/edited/")
                self.worker.submit(
                    Job(
                        # Draft export is told apart, so that it is no second chain of the same case.
                        wish.case.path.stem + ("_draft" if Stage.DRAFT in wish.stages else ""),
                        "check",
                        str(wish.case.path),
                        wish.case.sha256,
                        wish.variant,
                        mode,
                        wish.stages,
                        self.limits,
                        sources=sources,
                    )
                )
        return list(self.worker.results())


@contextmanager
def bench(
    target: CheckTarget,
    interpreter: Interpreter | None = None,
    *,
    limits: Limits | None = None,
    device: str = "cpu",
    jobs: int = 2,
    begun: Callable[[Begun], None] | None = None,
) -> Iterator[Bench]:
    """A worker to check a program with, in a named environment or here; ``begun`` hears of each stage."""
    with (
        tempfile.TemporaryDirectory(prefix="exportdb-check-") as folder,
        Worker(sys.executable, jobs, device, interpreter, begun) as worker,
    ):
        made = Bench(target, worker, Path(folder).resolve())
        if limits is not None:
            made.limits = limits
        yield made


def calls_of(target: CheckTarget, interpreter: Interpreter | None = None) -> dict[str, Any]:
    """Run a script to its end; gives its calls of torch.export, exit status, output and error.

    Raises CheckFailed when it does not come to an end, or makes no call.
    """
    engine = interpreter.command if interpreter else (sys.executable, "-m", "exportdb_engine")
    command = [*engine, "calls", str(target.path), *target.argv]
    environ = interpreter.environ() if interpreter else None
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SCRIPT_SECONDS, check=False, env=environ, cwd=target.cwd
        )
    except subprocess.TimeoutExpired as error:
        raise CheckFailed(
            f"{target.word} did not end within {SCRIPT_SECONDS} s", hint="name its model instead"
        ) from error
    try:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise CheckFailed(f"{target.word} ended with status {done.returncode}\n{said}", hint="") from None
    if not found["calls"]:
        where = f"{target.word}:{found['line']}: " if found["line"] else ""
        why = f"\n{where}{found['error']}" if found["error"] else ""
        raise CheckFailed(
            f"{target.word} ended with status {found['exit']} without calling torch.export{why}",
            hint="give the arguments that make it export after --, or name its model: "
            f"exportdb check {target.word}:Model --args '(...)'",
        )
    return found
