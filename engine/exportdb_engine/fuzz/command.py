"""Runs batches side by side, each in a process forked from a warm one, and writes their records as they come."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportdb_engine.protocol import engine_sha256, this_environment
from exportdb_engine.protocol.records import plain


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for."""

    seed: int
    #: From, and up to but without.
    batches: tuple[int, int]
    programs: int
    focus: str
    known: tuple[str, ...]
    jobs: int
    #: Seconds from now; None is no deadline.
    deadline: float | None = None


def fuzz(options: Options, out: int) -> int:
    """Run the batches and write their records to the descriptor ``out``; gives the exit status.

    A batch that was not at its end when time was up has no ``end`` record.
    """
    from exportdb_engine import containment
    from exportdb_engine.worker import prepare

    end = time.monotonic() + options.deadline if options.deadline is not None else float("inf")
    for problem in prepare():
        print(f"warm-up: {problem}", file=sys.stderr)
    _warm_up()
    with tempfile.TemporaryFile() as lock:
        writer = _Writer(out, lock.fileno())
        writer.write(
            {
                "kind": "fuzz-header",
                "seed": options.seed,
                "engine": engine_sha256(),
                "environment": plain(this_environment()),
                "focus": options.focus,
                "programs": options.programs,
            }
        )
        waiting = list(range(*options.batches))
        running: set[int] = set()
        failed = 0
        try:
            while waiting or running:
                while waiting and len(running) < options.jobs and time.monotonic() < end:
                    running.add(_fork(waiting.pop(0), options, end, writer))
                if not running:
                    break
                pid, status = os.wait()
                containment.kill_strays(running)
                if pid in running:
                    running.discard(pid)
                    failed += status != 0
        finally:
            for pid in running:
                containment.kill_group(pid)
    return 1 if failed else 0


def _fork(number: int, options: Options, end: float, writer: _Writer) -> int:
    from exportdb_engine import containment
    from exportdb_engine.fuzz.batch import Batch, Deadline

    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        import signal

        os.setpgid(0, 0)
        containment.die_with_parent(signal.SIGKILL)
        containment.adopt_orphans()
        with contextlib.suppress(Deadline):
            Batch(number, options.seed, options.programs, options.focus, writer.write, list(options.known), end).run()
        status = 0
    except BaseException:
        # Word of it has to leave this process, which never returns.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Lines of several processes on one descriptor, each written whole."""

    out: int
    lock: int

    def write(self, record: dict[str, Any]) -> None:
        data = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        fcntl.lockf(self.lock, fcntl.LOCK_EX)
        try:
            while data:
                data = data[os.write(self.out, data) :]
        finally:
            fcntl.lockf(self.lock, fcntl.LOCK_UN)


def _warm_up() -> None:
    """What every batch would do for itself: find the vocabulary, and try one program."""
    from exportdb_engine.fuzz.trial import tried
    from exportdb_engine.fuzz.vocabulary import families

    families()
    tried(_SMALL)


_SMALL = """import torch
from torch.export import Dim


class Model(torch.nn.Module):
    def forward(self, x):
        return x + 1


model = Model()
example_args = (torch.randn(3),)
dynamic_shapes = {"x": (Dim.AUTO,)}
"""


def known_causes(path: Path | None) -> tuple[str, ...]:
    """The causes in a file, one a line. Raises OSError."""
    if path is None:
        return ()
    return tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def batches(text: str) -> tuple[int, int]:
    """``3:7`` are the batches 3, 4, 5 and 6. Raises ValueError."""
    first, _, last = text.partition(":")
    return int(first), int(last or int(first) + 1)


def known_focus() -> Sequence[str]:
    """The words that ``--focus`` takes."""
    from exportdb_engine.fuzz.vocabulary import FOCUS

    return list(FOCUS)
