"""``tensorrt``: Torch-TensorRT on the exported program, on a GPU."""

from __future__ import annotations

import re
from pathlib import Path

import torch
from torch.utils import _pytree

from exportdb_engine.backends.base import Backend, Runnable, tensors
from exportdb_engine.protocol.devices import CUDA


class TensorRt(Backend):
    name = "tensorrt"
    title = "Torch-TensorRT"
    packages = ("torch_tensorrt",)
    install = "torch-tensorrt"
    devices = (CUDA,)
    lacks = (re.compile(r"(?:No converter|not supported|Unsupported)[^\n]*?(?P<op>(?:aten|torch\.ops)[.:\w]+)"),)

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        import torch_tensorrt

        inputs = tensors(_pytree.tree_leaves(exported.example_inputs))
        module: Runnable = torch_tensorrt.dynamo.compile(exported, inputs=inputs, min_block_size=1)
        return module
