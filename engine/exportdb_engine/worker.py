"""The warm process: it imports torch once, and forks a child for every case.

A child runs the chains of its case one after the other, for as long as each leaves the process as it was; else the
next chain has a child of its own. Children run side by side, each in its own process group. One that dies, hangs or
exits costs the cell it was in: the rest of its chain goes on in a new child. Nothing that a case does reaches this
process, which runs no case itself.
"""

from __future__ import annotations

import gc
import importlib
import os
import selectors
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from types import FrameType
from typing import Any

from exportdb_engine import containment
from exportdb_engine.accelerator import Place, free_place, hide
from exportdb_engine.capabilities import missing
from exportdb_engine.child import Child, Progress, spawn
from exportdb_engine.protocol import (
    STAGES,
    Begun,
    Cell,
    Chain,
    Environment,
    Job,
    Outcome,
    Stage,
    backend_versions,
    chain_fingerprint,
    engine_sha256,
    text_sha256,
)
from exportdb_engine.protocol.devices import CPU, CUDA, Gpus
from exportdb_engine.protocol.signature import normalize

#: Seconds between looks at the limits of running children.
TICK = 0.2
#: Chains that one child runs at most: more of them would save less, and leave the other core idle at the end.
GROUP = 4


class Worker:
    """Runs jobs, at most ``slots`` at a time, and gives each chain as it is finished."""

    def __init__(
        self,
        environment: Environment,
        slots: int,
        emit: Callable[[Chain], None],
        gpus: Gpus | None = None,
        begun: Callable[[Begun], None] | None = None,
    ) -> None:
        self.environment, self.slots, self.emit, self.begun = environment, slots, emit, begun
        #: None for the CPU. Each child uses one of them, the one that the fewest others use.
        self.gpus = gpus
        self.waiting: deque[list[Job]] = deque()
        self.running: dict[int, Child] = {}
        self.selector = selectors.DefaultSelector()

    def run(self, jobs: Iterable[Job]) -> None:
        """Run all jobs to their end."""
        self._add(jobs)
        while self.step():
            pass

    def serve(self, stdin: int) -> None:
        """Run the jobs that arrive as lines on ``stdin`` until it is closed and all are done."""
        lines = _Lines(stdin)
        self.selector.register(stdin, selectors.EVENT_READ, lines)
        while self.step() or not lines.closed:
            self._add(lines.take())
            if lines.closed and lines.fd is not None:
                self.selector.unregister(lines.fd)
                lines.fd = None

    def step(self) -> bool:
        """Start what can be started, wait for the next event, and take it in. False when there is nothing to do."""
        while self.waiting and len(self.running) < self.slots:
            self._start(self.waiting.popleft())
        if not self.running and not self.selector.get_map():
            return False
        for key, _ in self.selector.select(TICK):
            if isinstance(key.data, _Lines):
                key.data.read()
            elif key.fd == key.data.pidfd:
                self._end(key.data)
            elif key.data.pid in self.running:
                self._hear(key.data)
        for child in list(self.running.values()):
            child.check_limits()
        return bool(self.waiting or self.running)

    def stop(self) -> None:
        """Kill every child; their chains are not given."""
        for child in list(self.running.values()):
            containment.kill_group(child.pid)
            self._forget(child)
            child.bury(self.running)
        self.waiting.clear()

    def _add(self, jobs: Iterable[Job]) -> None:
        """Queue jobs, those of one case together."""
        for job in jobs:
            group = next((g for g in self.waiting if len(g) < GROUP and g[0].case == job.case), None)
            if group is None:
                self.waiting.append([job])
            else:
                group.append(job)

    def _start(self, jobs: Sequence[Job]) -> None:
        fit = []
        for job in jobs:
            why = self._unfit(job)
            if why is None:
                fit.append(job)
                continue
            code, message = why
            cell = Cell(Stage.EAGER, Outcome.SKIP, code=code, signature=normalize(message), message=message)
            self._emit(Progress(job, cells={Stage.EAGER: cell}))
        if fit:
            self._fork(fit)

    def _unfit(self, job: Job) -> tuple[str, str] | None:
        if self.gpus is not None and self.gpus.missing:
            return "NoDevice", self.gpus.missing
        # The warm process sees no GPU, and so cannot tell for its children.
        why = missing(need for need in job.requires if self.gpus is None or need != CUDA)
        if why is not None:
            return "Requires", why
        try:
            sha256 = text_sha256(Path(job.path).read_bytes())
        except OSError as error:
            return "Unreadable", f"the case file cannot be read: {error}"
        if sha256 != job.sha256:
            return "Changed", f"{job.path} has changed since the run was planned; run again to measure the new text"
        return None

    def _fork(self, jobs: Sequence[Job], known: Iterable[Stage] = (), skip: Iterable[Stage] = ()) -> Child:
        child = spawn(jobs, known, skip, self._place())
        if self.begun is not None:
            child.begun = self._begun
        self.running[child.pid] = child
        self.selector.register(child.pidfd, selectors.EVENT_READ, child)
        self.selector.register(child.pipe, selectors.EVENT_READ, child)
        return child

    def _begun(self, chain: Progress) -> None:
        if self.begun is not None and chain.stage is not None:
            self.begun(Begun(chain.job.case, chain.job.variant, chain.job.mode, chain.stage))

    def _place(self) -> Place | None:
        if self.gpus is None:
            return None
        taken = [child.ordinal for child in self.running.values() if child.ordinal is not None]
        return free_place(self.gpus.ordinals, taken, self.slots)

    def _forget(self, child: Child) -> None:
        del self.running[child.pid]
        for descriptor in (child.pidfd, child.pipe):
            if descriptor in self.selector.get_map():
                self.selector.unregister(descriptor)

    def _hear(self, child: Child) -> None:
        if not child.read():
            self.selector.unregister(child.pipe)
        self._emit_finished(child)

    def _end(self, child: Child) -> None:
        self._forget(child)
        status = child.bury(self.running)
        self._emit_finished(child)
        chain, jobs = child.chain, child.later
        if child.ended:
            # It stopped between two chains: the next one is for a process that is as good as new.
            rest = [chain.job, *jobs] if not child.complete else []
            if rest:
                self._fork(rest)
            return
        stage = chain.poisoned or chain.unfinished
        if stage is None:
            self._emit(chain)
        else:
            outcome, code, message = child.death(status)
            died = Cell(
                stage,
                outcome,
                code=code,
                signature=normalize(message),
                message=message,
                seconds=round(time.monotonic() - (chain.stage_wall or chain.started), 4),
                detail=_told(chain, stage),
            )
            chain.cells.setdefault(stage, died)
            if stage.order > Stage.RUN.order and any(later not in chain.cells for later in chain.job.stages):
                # The stages after `run` stand on the export alone: a new child exports again and goes on with them.
                again = self._fork([chain.job, *jobs], known=set(chain.cells) - {stage}, skip={stage})
                again.chain.cells, again.chain.export, again.chain.started = chain.cells, chain.export, chain.started
                return
            self._emit(chain)
        if jobs:
            self._fork(jobs)

    def _emit_finished(self, child: Child) -> None:
        for chain in child.finished:
            self._emit(chain)
        child.finished.clear()

    def _emit(self, chain: Progress) -> None:
        job = chain.job
        self.emit(
            Chain(
                case=job.case,
                collection=job.collection,
                sha256=job.sha256,
                variant=job.variant,
                mode=job.mode,
                stages=job.stages,
                fingerprint=chain_fingerprint(
                    case=job.case,
                    sha256=job.sha256,
                    variant=job.variant,
                    mode=job.mode,
                    engine=engine_sha256(),
                    environment=self.environment,
                    limits=job.limits,
                ),
                cells=tuple(sorted(chain.cells.values(), key=lambda cell: cell.stage.order)),
                export=chain.export,
                output=chain.output,
                seconds=round(time.monotonic() - chain.started, 4),
                measured_at=datetime.now(timezone.utc).isoformat(timespec="microseconds"),
            )
        )


def _told(chain: Progress, stage: Stage) -> dict[str, Any]:
    """What is known of a stage whose process has ended."""
    told: dict[str, Any] = {"trying": chain.trying} if chain.trying else {}
    return told if stage.backend is None else {"version": backend_versions().get(stage.backend, ""), **told}


class _Lines:
    """Jobs that arrive as lines on a descriptor."""

    def __init__(self, fd: int) -> None:
        self.fd: int | None = fd
        self.closed = False
        self._partial = b""
        self._lines: list[bytes] = []

    def read(self) -> None:
        assert self.fd is not None
        data = os.read(self.fd, 1 << 16)
        self.closed = not data
        *lines, self._partial = (self._partial + data).split(b"\n")
        self._lines += lines

    def take(self) -> Iterator[Job]:
        from exportdb_engine.protocol import decode

        lines, self._lines = self._lines, []
        for line in lines:
            record = decode(line.decode())
            if isinstance(record, Job):
                yield record


def prepare(wanted: Collection[Stage] = STAGES, preload: Iterable[str] = (), device: str = CPU) -> list[str]:
    """Make this process ready to fork children from: orphans, and a torch that is warm for the stages that are wanted.

    It sees no GPU from then on; its children do, where ``device`` is cuda.

    ``preload`` are modules that cases import. Gives what of it failed. A stage that was not wanted can be run all the
    same, and takes longer.
    """
    from exportdb_engine import stages
    from exportdb_engine.warmup import warm_up

    hide()
    containment.adopt_orphans()
    problems = warm_up(wanted)
    stages.measures()
    problems += stages.warm_up(wanted, device)
    problems += import_ahead(preload)
    gc.collect()
    gc.freeze()
    return problems


def import_ahead(modules: Iterable[str]) -> list[str]:
    """Import modules for the children; gives what failed, which a case that needs it will say better."""
    problems = []
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception as error:
            # A foreign package may raise anything while it is imported.
            problems.append(f"{name}: {type(error).__name__}: {str(error)[:200]}")
    return problems


def end_on_signals(worker: Worker) -> None:
    """Take the children along when this process is told to end."""

    def end(number: int, frame: FrameType | None) -> None:
        worker.stop()
        os._exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
