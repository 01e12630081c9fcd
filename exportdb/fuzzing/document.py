"""What came of a run, as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

from exportdb.fuzzing.casetext import title
from exportdb.fuzzing.merge import Distinct
from exportdb.fuzzing.session import Result


def summary(result: Result, folder: Path) -> dict[str, object]:
    """The result as documented for ``--json``."""
    totals = result.state.totals()
    return {
        "folder": str(folder),
        "torch": result.options.torch,
        "seed": result.options.seed,
        "focus": result.options.focus,
        "batches": len(result.state.ended),
        "programs": totals.programs,
        "accepted": totals.accepted,
        "refused": totals.refused,
        "duplicates": totals.duplicates,
        "by_what": dict(Counter(one.finding.what for one in result.distinct)),
        "findings": [_document(one, result) for one in result.distinct],
        "seconds": round(result.seconds, 3),
        "interrupted": result.interrupted,
    }


def _document(one: Distinct, result: Result) -> dict[str, object]:
    finding = asdict(one.finding)
    confirmed = result.state.confirmed.get(one.finding.cause)
    for name in ("source", "runs", "batch"):
        del finding[name]
    return {
        "title": title(one.finding),
        **finding,
        "file": str(file) if (file := result.files.get(one.finding.cause)) else None,
        "measured": None if confirmed is None else confirmed.expect,
        "known": one.known is not None,
        "times": one.times,
        "also": [_document(other, result) for other in one.also],
    }
