"""The yardstick: one process that makes the torch calls of a run, one case after the other, and keeps nothing.

    python benchmarks/bare_loop.py [--stages export] cases/ --torch-exportdb

No isolation, no copies, no comparison, no storage, no warm-up; an exception ends the chain and is dropped.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import torch

from exportdb_engine.protocol.casefile import CaseFile, case_files, read_case

#: These take a process without isolation down with a segmentation fault. The loop leaves them out, to its advantage.
CRASHES = {"graph_breaks/data_attribute_read"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--torch-exportdb", action="store_true")
    parser.add_argument("--stages", choices=["export", "all"], default="all")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    cases = [read_case(path, options.folder) for path in case_files(options.folder)]
    cases = [case for case in cases if case.case not in CRASHES]
    if options.torch_exportdb:
        examples = Path(torch.__file__).parent / "_export" / "db" / "examples"
        cases += [read_case(p, examples, collection="torch-exportdb", foreign=True) for p in case_files(examples)]
    began = time.perf_counter()
    chains = 0
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
        for case in cases:
            for variant in case.variants:
                for strict in (True, False):
                    chains += 1
                    # A case may raise anything, SystemExit included, and the loop is to go on.
                    with contextlib.suppress(BaseException):
                        chain(case, variant, strict, options.stages)
    print(f"{chains} chains in {time.perf_counter() - began:.2f} s", file=sys.stderr)


def chain(case: CaseFile, variant: str, strict: bool, stages: str) -> None:
    names = load(case)
    chosen: Any = names["model"]
    if variant != "original":
        entry = names["rewrites"][variant]
        names.update(entry if isinstance(entry, dict) else {"model": entry})
        compare_with(chosen, names)
        chosen = names["model"]
    args, kwargs = names["example_args"], names.get("example_kwargs") or {}
    chosen(*args, **kwargs)
    chosen(*args, **kwargs)
    spec = names.get("dynamic_shapes")
    program = torch.export.export(chosen, args, kwargs, dynamic_shapes=spec, strict=strict)
    if stages == "export":
        return
    program.module()(*args, **kwargs)
    for more in names.get("more_args") or ():
        with contextlib.suppress(Exception):
            chosen(*more, **kwargs)
            program.module()(*more, **kwargs)
    table = names.get("decomp_table")
    with contextlib.suppress(Exception):
        decomposed = program.run_decompositions() if table is None else program.run_decompositions(table)
        decomposed.module()(*args, **kwargs)
    with contextlib.suppress(Exception):
        buffer = io.BytesIO()
        torch.export.save(program, buffer)
        buffer.seek(0)
        torch.export.load(buffer).module()(*args, **kwargs)
    again = torch.export.export(program.module(), args, kwargs, dynamic_shapes=spec, strict=strict)
    again.module()(*args, **kwargs)


def compare_with(original: Any, names: dict[str, Any]) -> None:
    """The eager calls by which a rewrite is held against the original."""
    for args in (names["example_args"], *(names.get("more_args") or ())):
        with contextlib.suppress(Exception):
            original(*args, **(names.get("example_kwargs") or {}))
            names["model"](*args, **(names.get("example_kwargs") or {}))


def load(case: CaseFile) -> dict[str, Any]:
    name = "bare_" + case.case.replace("/", "_").replace("-", "_")
    spec = importlib.util.spec_from_file_location(name, case.path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return dict(vars(module))


if __name__ == "__main__":
    main()
