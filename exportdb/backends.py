"""The backends that there are: the engine's own, and those that installed packages add."""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points

from exportdb.errors import EngineError, ExportdbError
from exportdb_engine.protocol import BACKEND_GROUP, BACKENDS

ALL = "all"


@dataclass(frozen=True, slots=True)
class BackendView:
    """A backend as the engine tells of it."""

    name: str
    title: str
    #: Of ``cpu`` and ``cuda``; the first is the one that ``missing`` speaks of.
    devices: tuple[str, ...]
    #: False where lowering is all that is measured.
    runs: bool
    #: Why it cannot be used here, or None.
    missing: str | None
    version: str


def names() -> list[str]:
    """The names of all backends, found without importing one."""
    return sorted({*BACKENDS, *(entry.name for entry in entry_points(group=BACKEND_GROUP))})


def backend_stages(chosen: Iterable[str]) -> list[str]:
    """The stages ``lower:<name>``; of all backends for ``all``. Raises ExportdbError for a name that there is not."""
    known = names()
    wanted: dict[str, None] = {}
    for name in chosen:
        if name != ALL and name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
            raise ExportdbError(f"no backend is called {name!r}", hint=hint)
        wanted |= dict.fromkeys(known if name == ALL else [name])
    return [f"lower:{name}" for name in wanted]


def describe() -> list[BackendView]:
    """Every backend, and whether this interpreter can use it. Raises EngineError when the engine cannot be started."""
    done = subprocess.run(
        [sys.executable, "-m", "exportdb_engine", "backends"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise EngineError(
            f"the engine cannot tell its backends:\n{done.stderr.strip()[-2000:]}",
            hint="exportdb doctor says what is missing",
        )
    return [
        BackendView(**{**entry, "devices": tuple(entry["devices"])})
        for entry in json.loads(done.stdout.splitlines()[-1])
    ]
