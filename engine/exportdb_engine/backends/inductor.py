"""``inductor``: torch.compile's own code generator, C++ on the CPU and Triton on a GPU."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

import torch

from exportdb_engine.backends.aot_eager import compiled
from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.protocol.devices import CPU, CUDA


class Inductor(Backend):
    name = "inductor"
    title = "torch.compile, inductor"
    devices = (CPU, CUDA)
    before_fork = "use"
    lacks = (re.compile(r"LoweringException.*?target: (?P<op>[\w.]+)", re.DOTALL),)

    def missing(self, device: str = CPU) -> str | None:
        return super().missing(device) or no_compiler(device)

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        return compiled(exported, "inductor")


def no_compiler(device: str) -> str | None:
    """Why code for the device cannot be compiled here, or None when it can."""
    if device == CUDA and importlib.util.find_spec("triton") is None:
        return "triton is not installed"
    found = any(shutil.which(name) for name in ("g++", "clang++", "c++"))
    return None if found else "no C++ compiler is installed (g++ or clang++)"
