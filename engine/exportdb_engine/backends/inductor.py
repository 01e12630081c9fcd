"""``inductor``: torch.compile's own code generator, C++ on the CPU and Triton on a GPU."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import torch

from exportdb_engine.backends.aot_eager import compiled
from exportdb_engine.backends.base import Backend, Runnable


class Inductor(Backend):
    name = "inductor"
    title = "torch.compile, inductor"
    before_fork = "use"
    lacks = (re.compile(r"LoweringException.*?target: (?P<op>[\w.]+)", re.DOTALL),)

    def missing(self) -> str | None:
        return super().missing() or no_compiler()

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        return compiled(exported, "inductor")


def no_compiler() -> str | None:
    """Why C++ cannot be compiled here, or None when it can."""
    found = any(shutil.which(name) for name in ("g++", "clang++", "c++"))
    return None if found else "no C++ compiler is installed (g++ or clang++)"
