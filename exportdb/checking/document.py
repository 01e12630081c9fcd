"""A check as one object, for `--json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from exportdb.checking.check import Checked
from exportdb.checking.fixing import Fix
from exportdb.checking.obstacles import Obstacle
from exportdb.store.details import QUIET, Lane
from exportdb_engine.protocol import Outcome


def document(checked: Checked, fix: Fix | None = None) -> dict[str, Any]:
    """The object as DESIGN documents it, with what else is known."""
    return {
        "target": checked.target.title,
        "exports": checked.exports,
        "environment": asdict(checked.environment),
        "modes": {str(mode): _mode(lane) for mode, lane in checked.lanes.items()},
        "sentences": [sentence.text for sentence in checked.sentences],
        "obstacles": [_obstacle(one) for one in checked.obstacles],
        "dynamic_shapes": _proposal(checked),
        "draft": None
        if checked.draft is None
        else {"outcome": checked.draft.outcome, "message": checked.draft.message},
        "fix": None if fix is None else fix.document(),
        "script": checked.script,
        "unmatched": checked.unmatched or None,
    }


def _mode(lane: Lane) -> dict[str, Any]:
    stop = next((cell for cell in lane.cells if cell.outcome not in QUIET), None)
    return {
        "outcome": str(stop.outcome if stop else Outcome.PASS),
        "stage": str(stop.stage) if stop else None,
        "code": stop.code if stop else None,
        "message": stop.message if stop else None,
        "stages": {
            str(cell.stage): {"outcome": str(cell.outcome), "code": cell.code, "seconds": cell.seconds}
            for cell in lane.cells
        },
        "guards": [asdict(guard) for guard in lane.export.guards] if lane.export else [],
        "output": lane.output,
    }


def _obstacle(one: Obstacle) -> dict[str, Any]:
    best = one.matches[0] if one.matches else None
    return {
        **{key: value for key, value in asdict(one).items() if key != "matches"},
        "case": best.case if best else None,
        "rewrites": list(best.rewrites) if best else [],
        "matches": [asdict(match) for match in one.matches],
    }


def _proposal(checked: Checked) -> dict[str, Any] | None:
    found = checked.proposal
    if found is None:
        return None
    return {
        "spec": found.spec or None,
        "code": found.code,
        "holds": found.holds,
        "inputs": found.inputs,
        "relations": list(found.relations),
        "sentence": found.relation,
        "dims": [
            {"name": row.name, "example": row.example, "auto": row.auto, "alone": row.alone} for row in found.rows
        ],
        "remarks": list(found.remarks),
    }
