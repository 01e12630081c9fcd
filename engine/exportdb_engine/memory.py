"""What came of an equal program of the same case: strict and non-strict mode often export the same."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from exportdb_engine.protocol import Outcome
from exportdb_engine.work import NotHolding, Work

_SYMBOL = re.compile(r"\b([su])\d+\b")


def _renumbered(text: str) -> str:
    """With symbols numbered as they appear: strict and non-strict mode choose other numbers."""
    numbers: dict[str, str] = {}
    return _SYMBOL.sub(lambda match: numbers.setdefault(match[0], f"{match[1]}_{len(numbers)}"), text)


def _guards(work: Work) -> str:
    """What the program checks of its inputs, which strict mode names by their place and non-strict mode by name."""
    text = str(sorted(getattr(work.exported, "_guards_code", None) or ()))
    for place, name in enumerate(work.program.leaf_names()):
        text = text.replace(f"L['flat_args'][{place}]", name)
    return text


class Memory:
    """Lies in the worker's scratch folder, and so lasts as long as a run."""

    def __init__(self, what: str, work: Work) -> None:
        exported = work.exported
        told = [
            what,
            work.case_path,
            work.variant,
            exported.graph_module.code,
            str(exported.graph_signature),
            str(sorted(str(item) for item in exported.range_constraints.items())),
            _guards(work),
            str([(name, str(value.dtype), tuple(value.shape)) for name, value in exported.state_dict.items()]),
        ]
        key = hashlib.sha256(_renumbered("\0".join(told)).encode()).hexdigest()[:24]
        folder = os.environ.get("EXPORTDB_SCRATCH")
        self.path = Path(folder) / "lowered" / f"{key}.json" if folder else None
        self.mode = str(work.mode)

    def recall(self) -> dict[str, Any] | None:
        """The details of an equal program that passed; None when there was none. Raises the NotHolding of one that did
        not pass."""
        if self.path is None or not self.path.is_file():
            return None
        mode, outcome, code, message, detail = json.loads(self.path.read_text(encoding="utf-8"))
        detail = {**detail, "same_as": mode}
        if outcome == Outcome.PASS:
            return detail
        raise NotHolding(Outcome(outcome), code, message, **detail)

    def keep(self, outcome: Outcome, code: str, message: str, detail: dict[str, Any]) -> None:
        """Remember a result for the other mode."""
        if self.path is not None:
            self.path.parent.mkdir(exist_ok=True)
            made = self.path.with_suffix(f".{os.getpid()}")
            made.write_text(json.dumps([self.mode, outcome.value, code, message, detail], default=str))
            made.replace(self.path)
