"""The forked child that runs the chains of a case, and what its parent holds of it."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from exportdb_engine import accelerator, containment
from exportdb_engine.accelerator import Place, Poisoned
from exportdb_engine.cleanliness import snapshot
from exportdb_engine.pipeline import run_chain
from exportdb_engine.program import Programs
from exportdb_engine.protocol import Cell, Export, Job, Outcome, Stage
from exportdb_engine.protocol.devices import CPU, CUDA
from exportdb_engine.protocol.records import build, plain
from exportdb_engine.protocol.signature import normalize

#: How much of a case's output is kept, in bytes.
OUTPUT_TAIL = 4096


@dataclass(slots=True)
class Progress:
    """How far a chain has come."""

    job: Job
    started: float = field(default_factory=time.monotonic)
    stage: Stage | None = None
    stage_wall: float = 0.0
    stage_cpu: float = 0.0
    cells: dict[Stage, Cell] = field(default_factory=dict)
    export: Export | None = None
    output: str = ""
    #: What the stage was about to try when it was last heard of.
    trying: dict[str, Any] | None = None
    #: The stage after which its GPU answered no more.
    poisoned: Stage | None = None

    @property
    def unfinished(self) -> Stage | None:
        """The stage that a child which ended without a word was in, or was about to begin; None when it had all."""
        if self.stage is not None and self.stage not in self.cells:
            return self.stage
        for stage in self.job.stages:
            needed = self.cells.get(stage.needs) if stage.needs else None
            if stage not in self.cells and (stage.needs is None or (needed and needed.outcome is Outcome.PASS)):
                return stage
        return None


@dataclass(slots=True)
class Child:
    """A running child, seen from its parent."""

    #: The chain that it runs.
    chain: Progress
    #: The jobs of the same case that it is to run after that.
    later: list[Job]
    pid: int
    pidfd: int
    pipe: int
    output: int
    folder: str
    #: Chains that came to their end and were not taken yet.
    finished: list[Progress] = field(default_factory=list)
    #: Why the parent killed it, as (outcome, code, message).
    killed: tuple[Outcome, str, str] | None = None
    #: It has ended on purpose, between two chains or after the last.
    ended: bool = False
    #: It has run all of its chains.
    complete: bool = False
    #: The GPU that it uses.
    ordinal: str | None = None
    #: Hears that a stage has begun.
    begun: Callable[[Progress], None] = lambda chain: None
    _output_read: int = 0
    _partial: bytes = b""

    def read(self) -> bool:
        """Take in what the child has told so far; False when it has closed the pipe. The pipe does not block."""
        while True:
            try:
                data = os.read(self.pipe, 1 << 16)
            except BlockingIOError:
                return True
            if not data:
                return False
            *lines, self._partial = (self._partial + data).split(b"\n")
            for line in lines:
                self._hear(*json.loads(line))

    def _hear(self, kind: str, value: Any) -> None:
        chain = self.chain
        if kind == "begin":
            chain.stage, chain.trying = Stage(value), None
            chain.stage_wall, chain.stage_cpu = time.monotonic(), containment.cpu_seconds(self.pid)
            self.begun(chain)
        elif kind == "cell":
            cell = build(Cell, value)
            chain.cells.setdefault(cell.stage, cell)
            chain.stage = None
        elif kind == "trying":
            chain.trying = value
        elif kind == "export":
            chain.export = build(Export, value)
        elif kind == "done":
            chain.output = self.take_output()
            self.finished.append(chain)
            if self.later:
                self.chain = Progress(self.later.pop(0))
            else:
                self.ended = self.complete = True
        elif kind == "poisoned":
            chain.poisoned = Stage(value)
        elif kind == "end":
            self.ended = True

    def check_limits(self) -> None:
        """Kill the child when its stage has used up its time."""
        limits, chain = self.chain.job.limits, self.chain
        if self.killed is not None or self.ended:
            return
        wall = time.monotonic() - (chain.stage_wall if chain.stage else chain.started)
        cpu = containment.cpu_seconds(self.pid) - chain.stage_cpu
        if cpu > limits.cpu_seconds:
            self.killed = (Outcome.TIMEOUT, "CpuLimit", f"used more than {limits.cpu_seconds:g} CPU seconds")
        elif wall > limits.wall_seconds:
            message = f"took more than {limits.wall_seconds:g} s, of which {cpu:.1f} s on the CPU"
            self.killed = (Outcome.TIMEOUT, "WallLimit", message)
        if self.killed is not None:
            containment.kill_group(self.pid)

    def bury(self, siblings: Iterable[int]) -> int:
        """Reap the child with all that it left behind; gives its wait status."""
        _, status = os.waitpid(self.pid, 0)
        self.read()
        containment.kill_group(self.pid)
        containment.kill_strays(set(siblings) - {self.pid})
        if not self.ended:
            self.chain.output = self.take_output()
        for descriptor in (self.pidfd, self.pipe, self.output):
            os.close(descriptor)
        shutil.rmtree(self.folder, ignore_errors=True)
        return status

    def death(self, status: int) -> tuple[Outcome, str, str]:
        """The outcome, code and message for a child that ended in the middle of a stage."""
        if self.killed is not None:
            return self.killed
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            return Outcome.CRASH, name, f"the process was killed by {name}"
        code = os.WEXITSTATUS(status)
        return Outcome.CRASH, f"Exit{code}", f"the process exited with status {code} in the middle of the stage"

    def take_output(self) -> str:
        """The end of what was printed since this was last asked."""
        begin, end = self._output_read, os.fstat(self.output).st_size
        self._output_read = end
        tail = max(begin, end - OUTPUT_TAIL)
        text = os.pread(self.output, end - tail, tail).decode("utf-8", "replace") if end > tail else ""
        return f"[the first {tail - begin} bytes are left out]\n{text}" if tail > begin else text


def spawn(
    jobs: Sequence[Job], known: Iterable[Stage] = (), skip: Iterable[Stage] = (), place: Place | None = None
) -> Child:
    """Fork a child that runs ``jobs``, chains of one case; ``known`` and ``skip`` are about the first.

    ``place`` is the GPU that it uses, None for the CPU.
    """
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    output = os.memfd_create("output")
    pid = os.fork()
    if pid == 0:
        # Nothing may leave this block: the child must never return into its parent's loop.
        status = 70
        try:
            os.close(read_end)
            _live(jobs, known, skip, write_end, output, place)
            status = 0
        finally:
            os._exit(status)
    os.close(write_end)
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)  # also done by the child: whoever comes first
    folder = containment.folder_of(pid)
    ordinal = place.ordinal if place else None
    return Child(Progress(jobs[0]), list(jobs[1:]), pid, os.pidfd_open(pid), read_end, output, folder, ordinal=ordinal)


def _entered(place: Place, jobs: Sequence[Job], tell: Callable[[str, Any], None]) -> bool:
    """Whether the GPU answers; where it does not, the chains are a skip with its reason."""
    try:
        accelerator.enter(place)
    except Exception as error:
        # A driver fails in many ways, none of which is the fault of a case.
        message = f"GPU {place.ordinal} cannot be used: {error}"
        cell = Cell(Stage.EAGER, Outcome.SKIP, "NoDevice", normalize(message), message)
        for _ in jobs:
            tell("cell", cell)
            tell("done", None)
        return False
    return True


def _live(
    jobs: Sequence[Job],
    known: Iterable[Stage],
    skip: Iterable[Stage],
    pipe: int,
    output: int,
    place: Place | None,
) -> None:
    def tell(kind: str, value: Any) -> None:
        data = json.dumps([kind, plain(value)]).encode() + b"\n"
        while data:
            data = data[os.write(pipe, data) :]

    containment.enter(jobs[0].limits, output, accelerated=place is not None)
    if place is not None and not _entered(place, jobs, tell):
        return
    # A short life: what a collection would free is not worth copying the pages that it touches.
    gc.disable()
    sys.argv = [jobs[0].path]
    programs = Programs(Path(jobs[0].path), jobs[0].case, CPU if place is None else CUDA)
    before = snapshot()
    for job in jobs:
        try:
            passed = run_chain(job, programs, known, skip, tell)
        except Poisoned:
            return  # the parent goes on with the chain in another child
        known = skip = ()
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        tell("done", None)
        # What an export that was refused leaves behind is known to spoil later ones; and a case that changes what is
        # global, be it while it is imported, has each of its chains in a process of its own.
        if not passed or snapshot() != before:
            break
        torch._dynamo.reset()
    tell("end", None)
