"""``cudagraphs``: torch.compile that replays the program as a CUDA graph."""

from __future__ import annotations

from pathlib import Path

import torch

from exportdb_engine.backends.aot_eager import compiled
from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.protocol.devices import CUDA


class CudaGraphs(Backend):
    name = "cudagraphs"
    title = "torch.compile, cudagraphs"
    devices = (CUDA,)

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        return compiled(exported, "cudagraphs")
