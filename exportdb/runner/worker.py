"""A worker process, seen from the database side.

The worker forks a child for every chain and survives what happens in it. Should it die all the same (a case that kills
its parent, the kernel short of memory), it is started again: the chains that were under way are run once more, one at
a time, and the one that takes the worker down again is recorded as a crash.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from exportdb.envs.interpreter import Interpreter
from exportdb.errors import EngineError
from exportdb_engine.protocol import (
    STAGES,
    Begun,
    Cell,
    Chain,
    End,
    Header,
    Job,
    Outcome,
    ProtocolError,
    Record,
    Stage,
    chain_fingerprint,
    decode,
    encode,
)

#: Jobs handed out beyond those that run, so that a free slot never waits for this side, and the worker sees the chains
#: of a case together.
AHEAD = 16
#: Names the processes of a worker, so that what it leaves behind can be found when it was killed.
TOKEN = "EXPORTDB_WORKER"
#: How the folders begin in which workers' children work; the process that made one follows.
SCRATCH = "exportdb-run-"


class Worker:
    """Runs jobs in a worker process; use it as a context manager.

    ``submit`` jobs, then iterate over ``results()``: a Chain for each, in order of completion. More may be submitted
    while the results are read.
    """

    def __init__(
        self,
        python: str = sys.executable,
        jobs: int | None = None,
        device: str = "cpu",
        interpreter: Interpreter | None = None,
        begun: Callable[[Begun], None] | None = None,
    ) -> None:
        """``interpreter`` runs the engine in a named environment; without it ``python`` does, where it is installed.

        ``begun`` hears of each stage as it begins.
        """
        self._begun = begun
        self.python, self.device = python if interpreter is None else interpreter.command[0], device
        self._engine = (python, "-m", "exportdb_engine") if interpreter is None else interpreter.command
        self._environ = dict(os.environ) if interpreter is None else interpreter.environ()
        self.slots = max(1, jobs or os.cpu_count() or 1)
        self.header: Header | None = None
        self._waiting: deque[Job] = deque()
        self._suspects: deque[Job] = deque()
        self._running: dict[tuple[str, str, str], Job] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._stderr: IO[bytes] | None = None
        self._token = ""
        self._preload: tuple[str, ...] = ()
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def submit(self, *jobs: Job) -> None:
        self._waiting.extend(jobs)

    def run_job(self, job: Job) -> Chain:
        """Run one job and wait for its chain. Not to be mixed with jobs whose results are still to be read."""
        self.submit(job)
        return next(self.results())

    def results(self) -> Iterator[Chain]:
        """The chains of all submitted jobs. Raises EngineError when no worker can be started."""
        while self._waiting or self._suspects or self._running:
            if self._process is not None and not self._running and self._next_preload() != self._preload:
                self._end()  # what one collection imports must not be there for another one
            if self._process is None:
                self._start()
            self._feed()
            record = self._next()
            if isinstance(record, Begun):
                if self._begun is not None:
                    self._begun(record)
            elif isinstance(record, Chain):
                self._running.pop((record.case, record.variant, record.mode.value), None)
                yield record
            elif record is None:
                guilty = self._bury()
                if guilty is not None:
                    yield guilty

    def start(self) -> Header:
        """Start the process now; gives its header. Raises EngineError when it cannot be started."""
        if self._process is None:
            self._start()
        assert self.header is not None
        return self.header

    def close(self) -> None:
        """End the process and all that it started."""
        self._end()
        if self._scratch is not None:
            self._scratch.cleanup()

    def _end(self) -> None:
        process = self._process
        if process is None:
            return
        self._process = None
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        if self._running:
            process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        kill_marked(self._token)
        assert process.stdout is not None
        process.stdout.close()
        if self._stderr is not None:
            self._stderr.close()

    def _next_preload(self) -> tuple[str, ...]:
        """What the next job wants to have been imported."""
        queue = self._suspects or self._waiting
        return queue[0].preload if queue else self._preload

    def _start(self) -> None:
        self._token = uuid.uuid4().hex
        if self._scratch is None:
            sweep()
            self._scratch = tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True)
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  closed by close()
        stages = {stage for job in (*self._waiting, *self._suspects) for stage in job.stages} or set(STAGES)
        command = [*self._engine, "serve", "--jobs", str(self.slots)]
        # Not by walking Stage, which does not list the backends': the worker warms up for those that are named here.
        ordered: list[Stage] = sorted(stages, key=lambda stage: (stage.order, stage.value))
        command += ["--stages", ",".join(ordered), "--device", self.device]
        command += ["--progress"] if self._begun is not None else []
        self._preload = self._next_preload()
        command += ["--preload", ",".join(self._preload)] if self._preload else []
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env={
                    **self._environ,
                    TOKEN: self._token,
                    "EXPORTDB_SCRATCH": self._scratch.name,
                    # On huge pages a fork of the warm process takes two thirds of the time.
                    "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
                },
                # Ctrl-C is for this process, which then ends the worker in good order.
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(f"cannot start {self.python}: {error}", hint="name another interpreter") from error
        first = self._next()
        if not isinstance(first, Header):
            code = self._process.wait()
            said = self._said()
            self._process = None
            raise EngineError(
                f"the worker ended with status {code} before it could run anything\n{said}".rstrip(),
                hint="the engine needs torch: pip install 'exportdb[engine]', then look at: exportdb doctor",
            )
        self.header = first

    def _feed(self) -> None:
        """Keep the worker's slots filled; suspects go one at a time, each alone."""
        assert self._process is not None
        assert self._process.stdin is not None
        lines = []
        while self._suspects and not self._running:
            lines.append(self._hand_out(self._suspects.popleft()))
        if not self._suspects and not lines:
            lines += [self._hand_out(job) for job in self._alike()]
        with contextlib.suppress(BrokenPipeError):  # the worker is gone: the next read says so
            self._process.stdin.write("".join(lines).encode())
            self._process.stdin.flush()

    def _alike(self) -> Iterator[Job]:
        """The next jobs for this process, as many as it may have ahead."""
        for _ in range(self.slots + AHEAD - len(self._running)):
            if self._waiting and self._waiting[0].preload == self._preload:
                yield self._waiting.popleft()

    def _hand_out(self, job: Job) -> str:
        self._running[job.case, job.variant, job.mode.value] = job
        return encode(job) + "\n"

    def _next(self) -> Record | None:
        """The next record, or None when the worker has ended."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            return None
        try:
            record = decode(line.decode())
        except ProtocolError as error:
            raise EngineError(f"the worker at {self.python} sent a line that cannot be read: {error}") from error
        return None if isinstance(record, End) else record

    def _bury(self) -> Chain | None:
        """Take in that the worker has died; gives a chain for the job that is to blame, when that is certain."""
        assert self._process is not None
        status = self._process.wait()
        said = self._said()
        kill_marked(self._token)
        self._process = None
        under_way = list(self._running.values())
        self._running.clear()
        if len(under_way) == 1:
            return self._blame(under_way[0], status, said)
        if not under_way:
            raise EngineError(f"the worker ended with status {status} without having anything to do\n{said}".rstrip())
        self._suspects.extend(under_way)
        return None

    def _blame(self, job: Job, status: int, said: str) -> Chain:
        assert self.header is not None
        how = signal.Signals(-status).name if status < 0 else f"status {status}"
        message = f"the case took its worker process down with {how}\n{said}".rstrip()
        cell = Cell(
            Stage.EAGER, Outcome.CRASH, code="WorkerDied", signature="the case took its worker down", message=message
        )
        fingerprint = chain_fingerprint(
            case=job.case,
            sha256=job.sha256,
            variant=job.variant,
            mode=job.mode,
            engine=self.header.engine,
            environment=self.header.environment,
            limits=job.limits,
        )
        return Chain(
            job.case,
            job.collection,
            job.sha256,
            job.variant,
            job.mode,
            job.stages,
            fingerprint,
            cells=(cell,),
            output=said,
        )

    def _said(self) -> str:
        """The end of what the worker wrote to stderr."""
        if self._stderr is None:
            return ""
        self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, self._stderr.tell() - 4000))
        return self._stderr.read().decode("utf-8", "replace").strip()


def kill_marked(token: str) -> None:
    """Kill every process whose environment carries the token: what a killed worker could not take along."""
    mark = f"{TOKEN}={token}".encode()
    for _ in range(5):
        marked = [int(folder.name) for folder in _processes() if mark in _environ(folder)]
        if not marked:
            return
        for pid in marked:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)


def sweep() -> None:
    """Remove what runs that were killed have left in the temporary folder."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*-*"):
        owner = folder.name.removeprefix(SCRATCH).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _processes() -> Iterable[Path]:
    return (folder for folder in Path("/proc").iterdir() if folder.name.isdigit() and int(folder.name) != os.getpid())


def _environ(folder: Path) -> list[bytes]:
    try:
        if (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return []
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
