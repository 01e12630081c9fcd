"""All support data as one versioned JSON document; ``support.schema.json`` beside this file describes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from exportdb import __version__
from exportdb.present.clean import cleaned
from exportdb.present.marks import MARKS
from exportdb.store.details import CaseDetail, Lane
from exportdb.store.intervals import releases, supports
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import MODES, STAGES, Outcome

#: Raised in its first part when a field goes or changes its meaning, in its second when one is added.
SCHEMA_VERSION = "1.1"
#: Version -> what it brought.
CHANGELOG = {
    "1.0": "The first one: cases, environments, results by environment, variant, mode and stage.",
    "1.1": "`support` of a case: the torch releases in which each stage holds, as intervals.",
}
SCHEMA = Path(__file__).with_name("support.schema.json")


def support_document(
    details: Iterable[CaseDetail], environments: Iterable[EnvironmentView], main: EnvironmentView | None
) -> dict[str, Any]:
    """The document. A case that was not measured in an environment has no entry for it there."""
    environments = list(environments)
    known = releases(environments)
    return {
        "$schema": "support.schema.json",
        "schema_version": SCHEMA_VERSION,
        "generator": f"exportdb {__version__}",
        "modes": [str(mode) for mode in MODES],
        "stages": [str(stage) for stage in STAGES],
        "outcomes": {str(outcome): mark.meaning for outcome, mark in MARKS.items()},
        "main_environment": main.key if main else None,
        "environments": {e.key: _environment(e) for e in environments},
        "cases": {detail.case: _case(detail, [e.key for e in environments], known) for detail in details},
    }


def _environment(environment: EnvironmentView) -> dict[str, Any]:
    return {
        "torch": environment.torch,
        "python": environment.python,
        "platform": environment.platform,
        "device": environment.device,
    }


def _case(detail: CaseDetail, keys: list[str], known: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for lane in detail.lanes:
        if lane.cells:
            modes = results.setdefault(lane.environment, {}).setdefault(lane.variant, {})
            modes[str(lane.mode)] = _lane(lane)
    verified = {
        key: [r.label for r in detail.rewrites if detail.proof(r.label, key).state == "verified"] for key in keys
    }
    document: dict[str, Any] = {
        "title": detail.title,
        "collection": detail.collection,
        "area": detail.area,
        "tags": list(detail.tags),
        "issues": list(detail.issues),
        "rewrites": [rewrite.label for rewrite in detail.rewrites],
        "verified_rewrites": {key: labels for key, labels in verified.items() if labels},
        "no_rewrite": detail.no_rewrite,
        "sha256": detail.sha256,
        "results": results,
        "support": _support(detail, known),
    }
    found: dict[str, Any] = cleaned(document)
    return found


def _support(detail: CaseDetail, known: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Variant -> mode -> stage -> the intervals of releases, on the CPU."""
    found: dict[str, Any] = {}
    for variant in detail.variants:
        for mode in MODES:
            stages = {
                str(stage): {"words": held.words(), **asdict(held)}
                for stage, held in supports(detail.lanes, known, variant, mode)
                if held.measured
            }
            if stages:
                found.setdefault(variant, {})[str(mode)] = stages
    return found


def _lane(lane: Lane) -> dict[str, Any]:
    """``stages``: ``pass``, ``skip``, or outcome and code, ``fail GB0170``."""
    stages = {
        str(cell.stage): str(cell.outcome)
        if cell.outcome is Outcome.PASS
        else f"{cell.outcome} {cell.code or ''}".strip()
        for cell in lane.cells
    }
    newest = max(lane.cells, key=lambda cell: cell.measured_at)
    return {"stages": stages, "measured_at": newest.measured_at, "run": newest.run}


__all__ = ["CHANGELOG", "SCHEMA", "SCHEMA_VERSION", "support_document"]
