"""The engine's fuzz process, seen from this side."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exportdb.errors import EngineError
from exportdb.fuzzing.records import Options
from exportdb.runner.worker import SCRATCH, TOKEN, kill_marked, sweep

#: Seconds that the engine has to come to an end by itself after its deadline.
_GRACE = 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """A part of a round: batches that one process runs."""

    options: Options
    first: int
    #: Not included.
    last: int
    #: Causes that count as known.
    known: Sequence[str]
    #: Seconds after which no more is begun and what is under way is cut short; None for no limit.
    deadline: float | None
    jobs: int
    python: str = sys.executable
    #: What is run with ``python``; another script in tests of this side.
    program: tuple[str, ...] = ("-m", "exportdb_engine")


def run_engine(task: Task) -> Generator[str, None, None]:
    """The lines that the engine writes, without line ends, as they come.

    The process and all that it started are gone when the iterator ends or is closed. Raises EngineError when the
    engine cannot be started, ends with a failure, or does not end by itself well after its deadline.
    """
    token = uuid.uuid4().hex
    sweep()
    with (
        tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True) as scratch,
        tempfile.TemporaryFile() as stderr,
    ):
        known = Path(scratch) / "known.txt"
        known.write_text("".join(f"{cause}\n" for cause in task.known), encoding="utf-8")
        try:
            process = subprocess.Popen(
                _command(task, known),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={
                    **os.environ,
                    TOKEN: token,
                    "EXPORTDB_SCRATCH": scratch,
                    # On huge pages a fork of the warm process takes two thirds of the time.
                    "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
                },
                # Ctrl-C is for this process, which then ends the engine in good order.
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(f"cannot start {task.python}: {error}", hint="look at: exportdb doctor") from error
        try:
            late = yield from _lines(process, None if task.deadline is None else task.deadline + _GRACE)
            status = process.wait(10) if not late else None
        finally:
            try:
                _end(process)
            finally:  # a second Ctrl-C, while the first one waits
                kill_marked(token)
        if status != 0:
            stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - 4000))
            said = stderr.read().decode("utf-8", "replace").strip()
            how = "did not end by itself after its deadline" if late else f"ended with {_how(status or 0)}"
            raise EngineError(f"the engine {how} in batches {task.first} to {task.last - 1}\n{said}".rstrip())


def _command(task: Task, known: Path) -> list[str]:
    options = task.options
    command = [task.python, *task.program, "fuzz", "--seed", str(options.seed), "--focus", options.focus]
    command += ["--programs", str(options.programs), "--batches", f"{task.first}:{task.last}"]
    command += ["--known", str(known), "-j", str(task.jobs), "-o", "-"]
    if task.deadline is not None:
        command += ["--deadline", f"{max(1.0, task.deadline):.1f}"]
    return command


def _lines(process: subprocess.Popen[bytes], limit: float | None) -> Generator[str, None, bool]:
    """The whole lines of the process. Gives, as its value, whether the limit in seconds was met."""
    assert process.stdout is not None
    stream = process.stdout.fileno()
    until = None if limit is None else time.monotonic() + limit
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while True:
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                return True
            if not selector.select(left):
                continue
            data = os.read(stream, 1 << 16)
            if not data:
                return False
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                yield line.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
    if process.poll() is None:
        process.kill()
        process.wait()
    assert process.stdout is not None
    process.stdout.close()


def _how(status: int) -> str:
    if status >= 0:
        return f"status {status}"
    with contextlib.suppress(ValueError):
        return f"the signal {signal.Signals(-status).name}"
    return f"the signal {-status}"
