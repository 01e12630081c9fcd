"""Runs one function in a forked process of its own, with limits, and gives what it returned or how it ended."""

from __future__ import annotations

import gc
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from exportdb_engine import containment
from exportdb_engine.protocol import Limits

#: Seconds between looks at the time that was used.
_TICK = 0.25


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: with a value, or as ``SIGSEGV``, ``CpuLimit``, ``Exit70``."""

    value: Any = None
    #: None when it returned.
    death: str | None = None


def isolated(function: Callable[[], Any], limits: Limits) -> Ended:
    """Call ``function``, which gives what JSON can hold, in a child. Nothing that it does reaches this process."""
    read_end, write_end = os.pipe()
    output = os.memfd_create("output")
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            os.close(read_end)
            containment.enter(limits, output)
            gc.disable()
            data = json.dumps(function()).encode()
            while data:
                data = data[os.write(write_end, data) :]
            status = 0
        finally:
            os._exit(status)
    os.close(write_end)
    os.close(output)
    data, death = _read(read_end, pid, limits)
    os.close(read_end)
    containment.kill_group(pid)
    _, status = os.waitpid(pid, 0)
    shutil.rmtree(containment.folder_of(pid), ignore_errors=True)
    if death is not None:
        return Ended(death=death)
    if os.WIFSIGNALED(status) and not data:
        return Ended(death=signal.Signals(os.WTERMSIG(status)).name)
    try:
        return Ended(value=json.loads(data))
    except ValueError:
        return Ended(death=f"Exit{os.waitstatus_to_exitcode(status)}")


def _read(pipe: int, pid: int, limits: Limits) -> tuple[bytes, str | None]:
    began, data = time.monotonic(), b""
    while True:
        ready, _, _ = select.select([pipe], [], [], _TICK)
        if ready:
            part = os.read(pipe, 1 << 16)
            if not part:
                return data, None
            data += part
        elif containment.cpu_seconds(pid) > limits.cpu_seconds:
            return b"", "CpuLimit"
        elif time.monotonic() - began > limits.wall_seconds:
            return b"", "WallLimit"
