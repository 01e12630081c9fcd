"""A case as one JSON object. Scripts rely on the names of the fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from exportdb.present import repro
from exportdb.present.find import Found
from exportdb.present.rewriting import unified_diff
from exportdb.present.support import support_rows
from exportdb.store.details import CaseDetail, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, Stage


def case_document(found: Found, variants: Sequence[str], *, graph: bool = False) -> dict[str, Any]:
    """The case, with the results of the chosen environment for the given variants."""
    detail, here = found.detail, found.environment
    lanes = [lane for lane in detail.lanes if here and lane.environment == here.key and lane.variant in variants]
    return {
        "case": detail.case,
        "title": detail.title,
        "explanation": detail.explanation,
        "collection": detail.collection,
        "area": detail.area,
        "path": detail.path,
        "tags": list(detail.tags),
        "issues": list(detail.issues),
        "near": list(detail.near),
        "requires": list(detail.requires),
        "no_rewrite": detail.no_rewrite,
        "support_level": detail.support_level,
        "expect": None if detail.expect is None else {str(mode): detail.expected(mode) for mode in MODES},
        "source": detail.source,
        "sha256": detail.sha256,
        "environment": asdict(here) if here else None,
        "environments": [asdict(environment) for environment in found.environments],
        "statuses": [_status(lane, graph) for lane in lanes],
        "support": [asdict(row) for row in support_rows(detail, found.environments) if row.variant in variants],
        "rewrites": [
            {
                "label": rewrite.label,
                "docstring": rewrite.docstring,
                "source": rewrite.source,
                "diff": unified_diff(detail, rewrite),
                "proofs": [asdict(detail.proof(rewrite.label, env.key)) for env in found.environments],
            }
            for rewrite in detail.rewrites
            if rewrite.label in variants
        ],
        "repro": _repro(detail, lanes),
        "remarks": list(found.remarks),
    }


def _status(lane: Lane, graph: bool) -> dict[str, Any]:
    export = asdict(lane.export) if lane.export else None
    if export is not None and not graph:
        del export["graph"]
    return {
        "variant": lane.variant,
        "mode": str(lane.mode),
        "status": lane.status,
        "cells": [asdict(cell) for cell in lane.cells],
        "export": export,
    }


def _repro(detail: CaseDetail, lanes: Sequence[Lane]) -> dict[str, dict[str, str | None]]:
    stops = {lane.mode: lane.stop.stage for lane in lanes if lane.stop and lane.variant == ORIGINAL}
    return {
        str(mode): {
            "exportdb": repro.with_exportdb(detail, mode, stops.get(mode, Stage.EXPORT)),
            "torch": repro.with_torch(detail, mode),
        }
        for mode in MODES
    }
