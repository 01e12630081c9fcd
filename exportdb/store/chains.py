"""Reads stored chains back as records of the protocol."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from exportdb.store.once import table_of
from exportdb.store.schema import Case, Cell, Chain, Export, Failure, Guard, Operator, Range, Revision, Symbol, Text_
from exportdb_engine import protocol
from exportdb_engine.protocol import Mode, Outcome, Stage

CASES, REVISIONS, CHAINS, CELLS, FAILURES, TEXTS, EXPORTS = map(
    table_of, (Case, Revision, Chain, Cell, Failure, Text_, Export)
)
#: Chains whose parts are read at once.
_BATCH = 200


def chains_of(
    session: Session, run_id: int, only: Collection[int] | None = None
) -> Iterator[tuple[int, protocol.Chain]]:
    """The chains of a run with their ids, in the order in which they were stored; of all, or of those named."""
    after = 0
    while batch := list(session.execute(_heads().where(CHAINS.c.run_id == run_id, CHAINS.c.id > after).limit(_BATCH))):
        after = batch[-1].id
        batch = [row for row in batch if only is None or row.id in only]
        ids = [row.id for row in batch]
        cells, exports = _cells(session, ids), _exports(session, ids)
        for row in batch:
            yield (
                row.id,
                protocol.Chain(
                    case=row.name,
                    collection=row.collection,
                    sha256=row.sha256,
                    variant=row.variant,
                    mode=Mode(row.mode),
                    stages=tuple(Stage(stage) for stage in row.stages.split(",") if stage),
                    fingerprint=row.fingerprint,
                    cells=tuple(cells[row.id]),
                    export=exports.get(row.id),
                    output=row.text or "",
                    seconds=row.seconds,
                    measured_at=row.measured_at,
                ),
            )


def _heads() -> Select[Any]:
    return (
        select(CHAINS, CASES.c.name, CASES.c.collection, REVISIONS.c.sha256, TEXTS.c.text)
        .join_from(CHAINS, REVISIONS, REVISIONS.c.id == CHAINS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .outerjoin(TEXTS, TEXTS.c.id == CHAINS.c.output_id)
        .order_by(CHAINS.c.id)
    )


def _cells(session: Session, ids: Sequence[int]) -> dict[int, list[protocol.Cell]]:
    found: dict[int, list[protocol.Cell]] = defaultdict(list)
    statement = (
        select(CELLS, FAILURES.c.code, FAILURES.c.signature)
        .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .where(CELLS.c.chain_id.in_(ids))
        .order_by(CELLS.c.chain_id, CELLS.c.ordinal)
    )
    for row in session.execute(statement):
        found[row.chain_id].append(
            protocol.Cell(
                stage=Stage(row.stage),
                outcome=Outcome(row.outcome),
                code=row.code or None,
                signature=row.signature or None,
                message=row.message,
                seconds=row.seconds,
                cpu_seconds=row.cpu_seconds,
                peak_kib=row.peak_kib,
                detail=row.detail,
            )
        )
    return found


def _exports(session: Session, ids: Sequence[int]) -> dict[int, protocol.Export]:
    statement = select(EXPORTS, TEXTS.c.text).join(TEXTS, TEXTS.c.id == EXPORTS.c.graph_id)
    rows = session.execute(statement.where(EXPORTS.c.chain_id.in_(ids))).all()
    symbols, guards, ranges, operators = (
        _parts(session, table_of(model), order, ids)
        for model, order in ((Symbol, "ordinal"), (Guard, "ordinal"), (Range, "symbol"), (Operator, "name"))
    )
    return {
        row.chain_id: protocol.Export(
            graph=row.text,
            inputs=tuple(protocol.Value(**value) for value in row.signature["inputs"]),
            outputs=tuple(protocol.Value(**value) for value in row.signature["outputs"]),
            declares=None if row.declares is None else tuple(row.declares),
            operators={part["name"]: part["calls"] for part in operators[row.chain_id]},
            ranges=tuple(protocol.RangeConstraint(**part) for part in ranges[row.chain_id]),
            symbols=tuple(protocol.Symbol(**part) for part in symbols[row.chain_id]),
            guards=tuple(protocol.Guard(**part) for part in guards[row.chain_id]),
        )
        for row in rows
    }


def _parts(session: Session, table: Table, order: str, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The rows of a table of parts, by chain; ``chain_id`` and ``ordinal`` left out."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    statement = select(table).where(table.c.chain_id.in_(ids)).order_by(table.c.chain_id, table.c[order])
    for row in session.execute(statement).mappings():
        part = {name: value for name, value in row.items() if name not in ("chain_id", "ordinal")}
        found[row["chain_id"]].append(part)
    return found
