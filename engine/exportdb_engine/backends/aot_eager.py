"""``aot_eager``: torch.compile without a code generator, which tells faults of capture from faults of code."""

from __future__ import annotations

from pathlib import Path

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.protocol.devices import CPU, CUDA


class AotEager(Backend):
    name = "aot_eager"
    title = "torch.compile, aot_eager"
    devices = (CPU, CUDA)
    before_fork = "use"

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        return compiled(exported, "aot_eager")


def compiled(exported: torch.export.ExportedProgram, backend: str, **options: object) -> Runnable:
    """``torch.compile`` of the exported program's module; dynamic where the program is, so that nothing recompiles."""
    torch._dynamo.reset()
    module = exported.module()
    # Without this a graph break, or too many recompilations, would quietly run in eager mode.
    torch._dynamo.config.fail_on_recompile_limit_hit = True
    return torch.compile(
        module, backend=backend, fullgraph=True, dynamic=bool(exported.range_constraints) or None, **options
    )
