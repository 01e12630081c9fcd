"""Stands for a backend that could not be loaded, so that it is reported with its reason."""

from __future__ import annotations

from pathlib import Path

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.protocol.devices import CPU


class Broken(Backend):
    title = "cannot be loaded"

    def __init__(self, name: str, why: str) -> None:
        self.name = name  # type: ignore[misc]
        self.why = why

    def missing(self, device: str = CPU) -> str | None:
        return self.why

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        raise RuntimeError(self.why)
