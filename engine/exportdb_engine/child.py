"""The forked child that runs a chain, and what its parent holds of it."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from exportdb_engine import containment
from exportdb_engine.pipeline import run_chain
from exportdb_engine.protocol import Cell, Export, Job, Outcome, Stage
from exportdb_engine.protocol.records import build, plain

#: How much of a case's output is kept, in bytes.
OUTPUT_TAIL = 4096


@dataclass(slots=True)
class Child:
    """A running child, seen from its parent."""

    job: Job
    pid: int
    pidfd: int
    pipe: int
    output: int
    folder: str
    started: float
    stage: Stage | None = None
    stage_wall: float = 0.0
    stage_cpu: float = 0.0
    cells: dict[Stage, Cell] = field(default_factory=dict)
    export: Export | None = None
    #: Why the parent killed it, as (outcome, code, message).
    killed: tuple[Outcome, str, str] | None = None
    done: bool = False
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
        if kind == "begin":
            self.stage = Stage(value)
            self.stage_wall, self.stage_cpu = time.monotonic(), containment.cpu_seconds(self.pid)
        elif kind == "cell":
            cell = build(Cell, value)
            self.cells.setdefault(cell.stage, cell)
            self.stage = None
        elif kind == "export":
            self.export = build(Export, value)
        elif kind == "done":
            self.done = True

    def check_limits(self) -> None:
        """Kill the child when its stage has used up its time."""
        limits = self.job.limits
        wall = time.monotonic() - (self.stage_wall if self.stage else self.started)
        if self.killed is not None:
            return
        cpu = containment.cpu_seconds(self.pid) - self.stage_cpu
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
        os.close(self.pidfd)
        os.close(self.pipe)
        shutil.rmtree(self.folder, ignore_errors=True)
        return status

    @property
    def unfinished(self) -> Stage | None:
        """The stage that a child which ended without a word was in, or was about to begin; None when it had all."""
        if self.done:
            return None
        if self.stage is not None and self.stage not in self.cells:
            return self.stage
        for stage in self.job.stages:
            needed = self.cells.get(stage.needs) if stage.needs else None
            if stage not in self.cells and (stage.needs is None or (needed and needed.outcome is Outcome.PASS)):
                return stage
        return None

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
        """The end of what the case printed; closes the file."""
        size = os.fstat(self.output).st_size
        tail = os.pread(self.output, OUTPUT_TAIL, max(0, size - OUTPUT_TAIL)) if size else b""
        os.close(self.output)
        text = tail.decode("utf-8", "replace")
        return f"[the first {size - OUTPUT_TAIL} bytes are left out]\n{text}" if size > OUTPUT_TAIL else text


def spawn(job: Job, known: Iterable[Stage], skip: Iterable[Stage]) -> Child:
    """Fork a child that runs ``job``."""
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    output = os.memfd_create("output")
    pid = os.fork()
    if pid == 0:
        # Nothing may leave this block: the child must never return into its parent's loop.
        status = 70
        try:
            os.close(read_end)
            _live(job, known, skip, write_end, output)
            status = 0
        finally:
            os._exit(status)
    os.close(write_end)
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)  # also done by the child: whoever comes first
    folder = containment.folder_of(pid)
    return Child(job, pid, os.pidfd_open(pid), read_end, output, folder, time.monotonic())


def _live(job: Job, known: Iterable[Stage], skip: Iterable[Stage], pipe: int, output: int) -> None:
    def tell(kind: str, value: Any) -> None:
        data = json.dumps([kind, plain(value)]).encode() + b"\n"
        while data:
            data = data[os.write(pipe, data) :]

    containment.enter(job.limits, output)
    # A short life: what a collection would free is not worth copying the pages that it touches.
    gc.disable()
    sys.argv = [job.path]
    run_chain(job, known, skip, tell)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    tell("done", None)
