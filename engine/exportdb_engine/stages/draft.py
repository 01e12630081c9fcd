"""What stands in the way of torch.export, all at once: torch's own draft export lists it.

Passes when there is nothing. What it finds is in ``detail.failures``; the code says that there is some.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import torch
from torch._logging.structured import INTERN_TABLE

from exportdb_engine.observe import fresh, seed
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.sources import is_own
from exportdb_engine.work import NotHolding, Work

STAGE = Stage.DRAFT

_DATA_DEPENDENT, _MISSING, _MISMATCHED = "data_dependent_error", "missing_fake_kernel", "mismatched_fake_kernel"


def measure(work: Work) -> dict[str, Any]:
    draft = _draft_export()
    if draft is None:
        raise NotHolding(
            Outcome.SKIP, "NotInstalled", f"torch {torch.__version__} has no draft_export: 2.6 is the first"
        )
    args, kwargs = fresh((work.program.args, work.program.kwargs))
    seed(1)
    # It congratulates on stdout.
    with contextlib.redirect_stdout(io.StringIO()):
        made = draft(fresh(work.program.model), args, kwargs, dynamic_shapes=work.program.dynamic_shapes)
    # 2.6 gives the report beside the program, later releases keep it on the program.
    report = made[1] if isinstance(made, tuple) else made._report
    # Each name is logged once in a process, so the report may lack those that were logged before.
    files = {**{number: name for name, number in INTERN_TABLE.items()}, **report.str_to_filename}
    found = [_failure(failure, files, work) for failure in report.failures if not failure.xfail]
    if not found:
        return {}
    raise NotHolding(
        Outcome.FAIL, "DraftIssues", "\n".join(dict.fromkeys(entry["text"] for entry in found)), failures=found
    )


#: As a hint is printed: ``DimHint(AUTO, min=0, max=int_oo)``, ``_DimHint(type=<_DimHintType.AUTO: 1>)``.
_HINT = re.compile(r"_?DimHint\([^()]*?\b(AUTO|DYNAMIC|STATIC)\b[^()]*\)")


def _hint(found: re.Match[str]) -> str:
    return f"Dim.{found[1]}"


def _draft_export() -> Callable[..., Any] | None:
    with contextlib.suppress(ImportError):
        from torch.export._draft_export import draft_export

        found: Callable[..., Any] = draft_export
        return found
    return None


def _failure(failure: Any, files: Mapping[int, str], work: Work) -> dict[str, Any]:
    """A failure of the report: its kind, what it says, what to do, and the innermost line of the program."""
    data, kind = failure.data, failure.failure_type.name.lower()
    text, action = _said(kind, data)
    place = _place(data.get("user_stack") or data.get("stack") or (), files, work)
    return {"kind": kind, "text": text, "action": action, "at": place, "times": data.get("occurrences", 1)}


def _said(kind: str, data: Mapping[str, Any]) -> tuple[str, str]:
    if kind == _DATA_DEPENDENT:
        expression = data.get("expr")
        text = f"the value of {expression} depends on the data; on the example it is {data.get('result')}"
        return text, "draft export went on as if it were always so; where that holds, torch._check(...) says it"
    operator = "::".join(str(data.get("op")).replace("::", ".").split(".")[:2])
    if kind == _MISSING:
        return f"the operator {operator} has no fake kernel", f"add one: @torch.library.register_fake({operator!r})"
    if kind == _MISMATCHED:
        text = f"the fake kernel of {operator} is wrong: {data.get('reason')}"
        return text, "make the fake kernel give what the real one gives"
    shapes = data.get("new_dynamic_shapes")
    text = f"the guard {data.get('expr')} contradicts dynamic_shapes"
    return text, f"dynamic_shapes = {_HINT.sub(_hint, str(shapes))}" if shapes else "use Dim.AUTO for this dimension"


def _place(stack: Iterable[Mapping[str, Any]], files: Mapping[int, str], work: Work) -> dict[str, Any] | None:
    sources = (work.case_path, *work.sources)
    for frame in reversed(list(stack)):
        file = files.get(frame["filename"], "") if isinstance(frame["filename"], int) else str(frame["filename"])
        if is_own(file, sources):
            return {"file": file, "line": frame["line"], "text": frame.get("loc") or ""}
    return None
