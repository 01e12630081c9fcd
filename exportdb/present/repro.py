"""Lines for a shell that show a result again: with exportdb, and with torch alone."""

from __future__ import annotations

import shlex

from exportdb.corpus.collections import CORE, TORCH_EXPORTDB
from exportdb.store.details import CaseDetail
from exportdb_engine.protocol import ORIGINAL, Mode, Stage

#: What a shell does not leave alone within double quotes.
_SPECIAL = set('"$`\\!')


def with_exportdb(detail: CaseDetail, mode: Mode, stage: Stage) -> str:
    """Measures the case up to a stage."""
    words = ["exportdb", "run", detail.case, "--mode", str(mode), "--stages", str(stage), "--fresh"]
    return shlex.join(words)


def with_torch(detail: CaseDetail, mode: Mode, variant: str = ORIGINAL) -> str | None:
    """Exports the case with nothing but torch and the case's file; None where the file's place is not known.

    For a case of ours, to be run from the folder above ``cases/``.
    """
    if detail.collection == CORE:
        # As a module: strict mode looks up what a program takes from around it by the module's name.
        folder, _, name = f"cases/{detail.path}".removesuffix(".py").rpartition("/")
        head, case = f"import sys, torch; sys.path.insert(0, {folder!r})", f"vars(__import__({name!r}))"
    elif detail.collection == TORCH_EXPORTDB:
        module = detail.path.removesuffix(".py").replace("/", ".")
        head, case = "import importlib, torch", f"vars(importlib.import_module('torch._export.db.examples.{module}'))"
    else:
        return None
    chosen = ""
    if variant != ORIGINAL:
        chosen = f"r = c['rewrites'][{variant!r}]; c |= r if type(r) is dict else {{'model': r}}; "
    call = (
        "print(torch.export.export(c['model'], c['example_args'], c.get('example_kwargs'), "
        f"dynamic_shapes=c.get('dynamic_shapes'), strict={mode is Mode.STRICT}))"
    )
    code = f"{head}; c = {case}; {chosen}{call}"
    return f"python -c {shlex.quote(code)}" if set(code) & _SPECIAL else f'python -c "{code}"'
