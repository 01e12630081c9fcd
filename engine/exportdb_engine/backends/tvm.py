"""``tvm``: Apache TVM's Relax, compiled by LLVM for the host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.backends.flat import arrays, callable_of


class Tvm(Backend):
    name = "tvm"
    title = "TVM Relax, llvm"
    packages = ("tvm",)
    install = "apache-tvm"
    keeps_state = False
    before_fork = "use"
    lacks = (
        re.compile(r"Unsupported function types? \[(?P<op>[^\]]+)\]"),
        re.compile(r"Unsupported (?:operator|op|function type):? ?'?(?P<op>[\w.]+)"),
    )

    features = (
        (re.compile(r"Take op requires the input indices to have integer dtype"), "boolean_index"),
        (re.compile(r"Expected `Array<int>` but got `Array\[index \d+: ir\.Var\]`"), "data_dependent_size"),
        (re.compile(r"CUSTOM_OBJ"), "custom_object"),
    )

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        import tvm
        from tvm import relax
        from tvm.relax.frontend.torch import from_exported_program

        machine = relax.VirtualMachine(tvm.compile(from_exported_program(exported), target="llvm"), tvm.cpu())

        def run(values: list[Any]) -> list[Any]:
            found = machine["main"](*(tvm.runtime.tensor(array) for array in arrays(values)))
            return [leaf.numpy() for leaf in _leaves(found)]

        return callable_of(exported, run)


def _leaves(value: Any) -> list[Any]:
    if hasattr(value, "numpy"):
        return [value]
    return [leaf for part in value for leaf in _leaves(part)]
