"""Keeps what a lowering does to its process, and to the sizes that a program knows of, from the next one."""

from __future__ import annotations

import copy
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import torch

from exportdb_engine.containment import die_with_parent


def run_apart(do: Callable[[], None]) -> None:
    """Run ``do`` in a fork of this process. If that dies, this process dies in the same way."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        # Nothing may leave this block: the fork must never go on with the chain.
        status = 70
        try:
            die_with_parent(signal.SIGKILL)
            do()
            sys.stdout.flush()
            sys.stderr.flush()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    elif status:
        os._exit(os.WEXITSTATUS(status))


class Sizes:
    """What a program's ShapeEnv knows, as it was when this was made: lowerings add symbols, guards and replacements to
    it, and those that fail leave symbols pending at which the next one stumbles.

    For a process that has a GPU, and cannot be forked.
    """

    def __init__(self, exported: torch.export.ExportedProgram) -> None:
        self._environment = _shape_environment(exported)
        self._known: dict[str, Any] = {
            name: copy.copy(value)
            for name, value in vars(self._environment).items()
            if isinstance(value, (dict, set, list, int))
        }

    def restore(self) -> None:
        """Make it as it was."""
        for name, value in self._known.items():
            # What holds one of these containers has to see it change.
            now: Any = getattr(self._environment, name)
            if isinstance(now, (dict, set)):
                now.clear()
                now.update(value)
            elif isinstance(now, list):
                now[:] = value
            else:
                setattr(self._environment, name, value)
        forget = getattr(self._environment, "_update_version_counter", None)
        if forget is not None:  # what was computed from it and kept is void
            forget()


def _shape_environment(exported: torch.export.ExportedProgram) -> Any:
    """The ShapeEnv of a program; something without any attribute where it has none."""
    for node in exported.graph.nodes:
        mode = getattr(node.meta.get("val"), "fake_mode", None)
        if mode is not None and mode.shape_env is not None:
            return mode.shape_env
    return _Nothing()


class _Nothing:
    """Stands for the ShapeEnv of a program that has none."""
