"""``torch-mlir``: lowering to linalg on tensors; the result is not run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable

#: What the importer says, which IREE has too.
IMPORTER_LACKS = (
    re.compile(r"Higher-order operation '(?P<op>\w+)' not implemented"),
    re.compile(r"Unimplemented call_function: target=<(?:built-in )?function (?P<op>\w+)"),
    re.compile(r"Unsupported builtin function for symbolic types: <built-in function (?P<op>\w+)>"),
)
IMPORTER_FEATURES = ((re.compile(r"CustomObjArgument"), "custom_object"),)


class TorchMlir(Backend):
    name = "torch-mlir"
    title = "torch-mlir, linalg (lowering only)"
    packages = ("torch_mlir",)
    install = "torch-mlir"
    runs = False
    before_fork = "import"
    lacks = (
        *IMPORTER_LACKS,
        re.compile(r"failed to legalize operation '(?P<op>[\w.]+)'"),
        re.compile(r"(?:Unhandled|Unsupported|Unimplemented)[^\n]*?(?P<op>aten[.:]+[\w.:]+)"),
    )

    features = IMPORTER_FEATURES

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        from torch_mlir import fx

        lowered: Any = fx.export_and_import(exported, output_type="linalg-on-tensors")

        def call(*args: Any, **kwargs: Any) -> Any:
            raise NotImplementedError(f"{type(lowered).__name__} is not run")

        return call
