"""Does torch.export give a program?"""

from __future__ import annotations

from typing import Any

import torch

from exportdb_engine.capture.graph import describe_export
from exportdb_engine.capture.tracing import record_tracing
from exportdb_engine.observe import fresh, seed
from exportdb_engine.program import Program
from exportdb_engine.protocol import Export, Mode, Stage
from exportdb_engine.work import Work

STAGE = Stage.EXPORT


def measure(work: Work) -> dict[str, Any]:
    with record_tracing(work.case_path, work.program.leaf_names(), work.sources) as trace:
        try:
            given = work.program.exported
            work.exported = export(work.program, work.mode) if given is None else given
        except BaseException:
            # What tracing came to before it was refused is often the best hint at the cause.
            work.export = Export(graph="", symbols=trace.symbols(), guards=trace.guards())
            raise
    work.export = describe_export(work.exported, trace)
    return {}


def export(program: Program, mode: Mode, model: torch.nn.Module | None = None) -> Any:
    """``torch.export.export`` on copies, so that nothing that tracing leaves behind is seen by a later stage."""
    args, kwargs = fresh((program.args, program.kwargs))
    # Other random numbers than eager draws: one that tracing keeps as a constant is then seen to be one.
    seed(1)
    return torch.export.export(
        fresh(program.model) if model is None else model,
        args,
        kwargs,
        dynamic_shapes=program.dynamic_shapes,
        strict=mode is Mode.STRICT,
    )
