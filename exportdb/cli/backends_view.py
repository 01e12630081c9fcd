"""What backends made of a program: a line for each backend and way in which it came out."""

from __future__ import annotations

from collections.abc import Sequence

from exportdb.cli.output import STYLES
from exportdb.cli.table import Text, print_table
from exportdb.present.messages import tidy
from exportdb.present.places import where
from exportdb.store.details import CellView, Lane
from exportdb_engine.protocol import Outcome

#: How much of a message stands in the table.
QUOTED = 200


def print_backends(lanes: Sequence[Lane], path: str) -> None:
    """Prints the cells of backends; those that came out alike in one line."""
    groups: dict[tuple[str, str, str], list[tuple[Lane, CellView]]] = {}
    for lane in lanes:
        for cell in lane.lowered:
            groups.setdefault((cell.stage.backend or "", str(cell.outcome), cell.code or ""), []).append((lane, cell))
    rows = []
    for (backend, outcome, code), places in sorted(groups.items()):
        said = tidy(places[0][1].message or "", path).strip().partition("\n")[0]
        said = said if len(said) <= QUOTED else f"{said[:QUOTED]}…"
        what = "" if outcome == Outcome.PASS else f"{code}\n{said}"
        places_ = where(lane for lane, _ in places)
        rows.append([Text(backend), Text(outcome, STYLES[outcome]), Text(places_, "dim"), Text(what.strip())])
    print_table(rows)
