"""``openvino``: OpenVINO on the CPU, asked for single precision."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.backends.flat import arrays, bfloat16, callable_of


class OpenVino(Backend):
    name = "openvino"
    title = "OpenVINO"
    packages = ("openvino",)
    install = "openvino"
    keeps_state = False
    before_fork = "use"
    lacks = (
        re.compile(
            r"No conversion rule found for operations: (?:<(?:built-in )?function )?(?P<op>[\w:., ]+?)(?: at 0x|>|\n|$)"
        ),
        re.compile(r"Operation (?P<op>\w+::\w+)[^\n]* (?:is not supported|failed)"),
        re.compile(r"(?P<op>aten\.[\w.]+)(?=[^\n]*not (?:supported|implemented))"),
    )

    features = ((re.compile(r"doesn't support \w+ operation with dynamic rank"), "dynamic_rank"),)

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        import openvino

        # Without the hint a CPU that has bfloat16 computes in it.
        model = openvino.Core().compile_model(
            openvino.convert_model(exported), "CPU", {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1}
        )

        def run(values: list[Any]) -> list[Any]:
            found = model(arrays(values))
            return [_copied(found[place], output.element_type) for place, output in enumerate(model.outputs)]

        return callable_of(exported, run)


def _copied(array: Any, element_type: Any) -> Any:
    """A copy; the bits of bfloat16 values are handed out as float16, which NumPy has."""
    copy = array.copy()
    return bfloat16(copy) if element_type.get_type_name() == "bf16" else copy
