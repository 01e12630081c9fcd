"""``iree``: IREE for the host's CPU, by iree-turbine."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable
from exportdb_engine.backends.flat import arrays, callable_of
from exportdb_engine.backends.torch_mlir import IMPORTER_FEATURES, IMPORTER_LACKS
from exportdb_engine.protocol.devices import CPU


class Iree(Backend):
    name = "iree"
    title = "IREE, llvm-cpu"
    packages = ("iree.turbine", "iree.compiler", "iree.runtime")
    install = "iree-turbine iree-base-compiler iree-base-runtime"
    # Its compiler's threads are gone after a fork: used before, it hangs every child.
    before_fork = "import"
    lacks = (
        *IMPORTER_LACKS,
        re.compile(r"failed to legalize operation '(?!torch\.operator')(?P<op>[\w.]+)'"),
        re.compile(r"\"torch\.operator\"[^\n]*?name = \"(?P<op>torch\.[\w.]+)\""),
        re.compile(r"(?:Unhandled|Unsupported|Unimplemented)[^\n]*?(?P<op>aten[.:]+[\w.:]+)"),
    )

    features = IMPORTER_FEATURES

    def missing(self, device: str = CPU) -> str | None:
        import importlib.util

        if device not in self.devices:
            return super().missing(device)

        if importlib.util.find_spec("iree") is None:
            return f"iree is not installed: pip install {self.install}"
        absent = [name for name in self.packages if importlib.util.find_spec(name) is None]
        return f"{', '.join(absent)} is not installed: pip install {self.install}" if absent else None

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        import iree.runtime as runtime
        from iree.turbine import aot

        os.chdir(folder)  # what fails to verify is dumped into the working folder
        # Mutations do not verify before they are functional.
        functional = exported.run_decompositions({})
        compiled = aot.export(functional).compile(save_to=None, target_backends="llvm-cpu")
        config = runtime.Config("local-sync")
        # `wrap_buffer` instead of a copy crashes when the interpreter ends.
        module = runtime.load_vm_module(runtime.VmModule.copy_buffer(config.vm_instance, compiled.map_memory()), config)

        def run(values: list[Any]) -> list[Any]:
            found = module.main(*arrays(values))
            found = found if isinstance(found, (list, tuple)) else [found]
            return [value.to_host() if hasattr(value, "to_host") else value for value in found]

        return callable_of(functional, run)
