"""The stages ``lower:<backend>``: hand the program to a backend, run it, and hold it against eager."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from exportdb_engine.backends import backends
from exportdb_engine.backends.trial import Trial
from exportdb_engine.memory import Memory
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.protocol.devices import CPU
from exportdb_engine.work import NotHolding, Work


def measure(stage: Stage, work: Work) -> dict[str, Any]:
    """The details of a pass.

    Raises NotHolding: a skip for a backend that is not at hand, a refusal with the operator that the backend lacks, or
    the difference from eager.
    """
    backend = backends().get(stage.backend or "")
    if backend is None:
        known = ", ".join(backends())
        raise NotHolding(Outcome.SKIP, "NoSuchBackend", f"no backend is called {stage.backend!r}; there are {known}")
    why = backend.missing(work.device)
    if why is not None:
        raise NotHolding(Outcome.SKIP, "NotInstalled", why)
    memory = Memory(backend.name, work)
    detail = memory.recall()
    if detail is not None:
        return detail
    try:
        detail = Trial(backend, stage, work).run()
    except NotHolding as error:
        memory.keep(error.outcome, error.code, error.message, error.detail)
        raise
    memory.keep(Outcome.PASS, "", "", detail)
    return detail


def warm_up(stages: Collection[Stage], device: str = CPU) -> list[str]:
    """Use, or import, the backends of these stages once, as far as they bear a fork; gives what failed.

    For a GPU they are only imported: what is used may ask for a device, and this process must not have one.
    """
    problems = []
    for name in sorted(stage.backend for stage in stages if stage.backend):
        backend = backends().get(name)
        if backend is None or backend.before_fork == "nothing" or backend.missing() is not None:
            continue
        try:
            if backend.before_fork == "import" or device != CPU:
                for package in backend.packages:
                    importlib.import_module(package)
            else:
                with tempfile.TemporaryDirectory() as folder:
                    backend.warm_up(Path(folder))
        except Exception as error:
            # It costs time in the children, who will tell of it in their cells.
            problems.append(f"{name}: {type(error).__name__}: {str(error)[:200]}")
    return problems
