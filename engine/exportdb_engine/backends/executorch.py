"""``executorch``: ExecuTorch with its portable kernels."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.backends.flat import callable_of


class ExecuTorch(Backend):
    name = "executorch"
    title = "ExecuTorch, portable kernels"
    packages = ("executorch",)
    install = "executorch"
    before_fork = "use"
    lacks = (
        re.compile(r"Missing out variants: \{(?P<op>[^}]+)\}"),
        re.compile(r"Operator (?P<op>torch\._ops\.[\w.]+) is not"),
        re.compile(r"(?:Missing operator: \[\d+\]|missing kernel for) (?P<op>[\w:.]+)"),
        re.compile(r"Unsupported (?:op|operator|target|control flow operator):? ?'?(?P<op>[\w.:]+)"),
    )
    # Memory is planned for the upper bound of a size, and for the example where there is none.
    features = (
        (re.compile(r"set_inputs\(\)[^\n]*failed with error 0x10"), "size_beyond_planned_memory"),
        (re.compile(r"Cannot evaluate a finite upper bound"), "size_without_upper_bound"),
        (re.compile(r"CustomObjArgument"), "custom_object"),
    )

    def partitioners(self) -> list[Any] | None:
        """What takes parts of the graph over; None for nothing."""
        return None

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        logging.disable(logging.CRITICAL)  # torchao tells of libraries that nobody needs here
        from executorch.exir import to_edge_transform_and_lower
        from executorch.runtime import Runtime

        program = to_edge_transform_and_lower(exported, partitioner=self.partitioners()).to_executorch()
        loaded = Runtime.get().load_program(program.buffer)
        method = loaded.load_method("forward")

        def run(values: list[Any]) -> list[Any]:
            given = [value.detach().contiguous() if isinstance(value, torch.Tensor) else value for value in values]
            found = method.execute(given)
            _ = loaded  # it owns the memory that the method works in
            return [value.clone() if isinstance(value, torch.Tensor) else value for value in found]

        return callable_of(exported, run, constants=True)
