"""``aoti``: AOTInductor, which compiles the program into a package that runs without Python."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch

from exportdb_engine.backends.base import Backend, Runnable, Small
from exportdb_engine.backends.inductor import Inductor, no_compiler
from exportdb_engine.protocol.devices import CPU, CUDA


class Aoti(Backend):
    name = "aoti"
    title = "AOTInductor"
    devices = (CPU, CUDA)
    before_fork = "use"
    lacks = Inductor.lacks

    def missing(self, device: str = CPU) -> str | None:
        return super().missing(device) or no_compiler(device)

    def warm_up(self, folder: Path) -> None:
        """Headers are compiled once on a machine; where they are, it is enough to write a program out without g++."""
        from torch._inductor import codecache, cpu_vec_isa

        headers = Path(getattr(codecache, "_HEADER_DIR", ""))
        if headers.name and any(headers.glob("*.gch")) and hasattr(cpu_vec_isa, "pick_vec_isa"):
            cpu_vec_isa.pick_vec_isa()
            exported = torch.export.export(Small(), (torch.ones(2, 3),), strict=False)
            _package(exported, folder, {"aot_inductor.package_cpp_only": True})
            torch._dynamo.reset()
        else:
            super().warm_up(folder)

    def lower(self, exported: torch.export.ExportedProgram, folder: Path) -> Runnable:
        loaded = torch._inductor.aoti_load_package(_package(exported, folder))

        def call(*args: Any, **kwargs: Any) -> Any:
            with torch.no_grad():
                return loaded(*args, **kwargs)

        return call


def _package(
    exported: torch.export.ExportedProgram, folder: Path, further: Mapping[str, object] = MappingProxyType({})
) -> Any:
    import torch._inductor.config as config

    # Most of the time goes into g++ on the wrapper: no level of it changes that by much.
    settings = {"aot_inductor.compile_wrapper_opt_level": "O0", "aot_inductor.enable_line_tables": False, **further}
    known = {name: value for name, value in settings.items() if _has(config, name)}
    return torch._inductor.aoti_compile_and_package(
        exported, package_path=str(folder / "program.pt2"), inductor_configs=known
    )


def _has(config: Any, name: str) -> bool:
    part, _, rest = name.partition(".")
    return hasattr(getattr(config, part, None), rest)
