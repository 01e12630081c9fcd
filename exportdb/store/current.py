"""Keeps ``current_cells``: for every place (revision, environment, variant, mode) the newest cell of each stage.

The newest chain that asked for a stage decides. Where it could not reach the stage, the older cell is no longer true;
the same holds for a stage that it was not asked for, when what this stage needs did not pass in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, insert, select
from sqlalchemy.orm import Session

from exportdb.store.once import parts, table_of
from exportdb.store.schema import Cell, Chain, CurrentCell
from exportdb_engine.protocol import STAGES, Outcome, Stage

CHAINS, CELLS, CURRENT = map(table_of, (Chain, Cell, CurrentCell))
#: What makes a place, in the order of its index.
PLACE = ("revision_id", "environment_id", "variant", "mode")
#: Rows written at once when all is rebuilt.
_BATCH = 5000


def refresh_places(session: Session, environment_id: int, places: Iterable[tuple[int, str, str]]) -> None:
    """Derive the cells of places in an environment, each (revision, variant, mode), anew from all chains that were
    measured there. Other variants and modes of the same revisions may be derived anew as well."""
    revisions, variants, modes = map(set, zip(*places, strict=True))
    narrow = {"variant": variants, "mode": modes} if len(revisions) == 1 else {}
    for some in parts(revisions):
        within = {"environment_id": {environment_id}, "revision_id": some, **narrow}
        rows = list(_newest(session.execute(_measured().where(*_among(CHAINS, within)))))
        session.execute(delete(CURRENT).where(*_among(CURRENT, within)))
        if rows:
            session.execute(insert(CURRENT), rows)


def _among(table: Table, values: Mapping[str, Collection[Any]]) -> list[ColumnElement[bool]]:
    return [table.c[name].in_(sorted(allowed)) for name, allowed in values.items()]


def rebuild_current(session: Session) -> int:
    """Derive all of ``current_cells`` anew, and give the number of its rows. Needed only after a repair by hand."""
    session.execute(delete(CURRENT))
    count = 0
    batch: list[dict[str, Any]] = []
    for row in _newest(session.execute(_measured().execution_options(yield_per=_BATCH))):
        batch.append(row)
        count += 1
        if len(batch) == _BATCH:
            session.execute(insert(CURRENT), batch)
            batch = []
    if batch:
        session.execute(insert(CURRENT), batch)
    return count


def _measured() -> Select[Any]:
    """Every cell of every chain, place by place, the oldest chain first; a chain without cells gives one row."""
    place = [CHAINS.c[name] for name in PLACE]
    return (
        select(*place, CHAINS.c.id.label("chain_id"), CHAINS.c.stages, CELLS.c.id, CELLS.c.stage, CELLS.c.outcome)
        .select_from(CHAINS.outerjoin(CELLS, CELLS.c.chain_id == CHAINS.c.id))
        .order_by(*place, CHAINS.c.measured_at, CHAINS.c.id)
    )


def _newest(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for place, in_place in groupby(rows, key=lambda row: tuple(row[: len(PLACE)])):
        newest: dict[str, Any] = {}
        for _, in_chain in groupby(in_place, key=lambda row: row.chain_id):
            chain = list(in_chain)
            cells = {row.stage: row for row in chain if row.stage is not None}
            for stage in _decided(chain[0].stages.split(","), cells, [Stage(name) for name in newest]):
                newest.pop(stage, None)
            newest.update(cells)
        for stage, cell in newest.items():
            yield {**dict(zip(PLACE, place, strict=True)), "stage": stage, "outcome": cell.outcome, "cell_id": cell.id}


def _decided(asked: list[str], cells: Mapping[str, Any], known: Iterable[Stage]) -> Iterator[str]:
    """The stages of which a chain says how they came out, or that they cannot be reached; ``known`` are those that
    older chains have measured, backends among them."""
    yield from asked
    stopped: set[Stage] = set()
    for stage in (*STAGES, *(stage for stage in known if stage.backend)):
        cell = cells.get(stage.value)
        needs_stopped = stage.needs in stopped
        if needs_stopped or (cell is not None and cell.outcome != Outcome.PASS.value):
            stopped.add(stage)
        if needs_stopped:
            yield stage.value
