"""Writes what was measured: a run, and its chains one by one, each whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from exportdb import __version__
from exportdb.errors import StoreError
from exportdb.store import contents
from exportdb.store.current import refresh_place
from exportdb.store.once import now, storable, table_of
from exportdb.store.schema import Case, Cell, Chain, Export, Guard, Operator, Range, Revision, Run, Symbol
from exportdb_engine import protocol

RUNS, CHAINS, CELLS, REVISIONS, CASES = map(table_of, (Run, Chain, Cell, Revision, Case))


def start_run(
    session: Session,
    *,
    environment: protocol.Environment,
    engine: str,
    command: str,
    options: dict[str, Any],
    host: str,
    started: str | None = None,
    status: str = "running",
) -> int:
    """Begin a run, and give its id. ``started`` (ISO 8601, UTC) and another status are for imports."""
    values = {
        "environment_id": contents.environment_id(session, environment),
        "engine": engine,
        "exportdb": __version__,
        "command": storable(command),
        "options": options,
        "host": host,
        "status": status,
        "started_at": started or now(),
    }
    result: Any = session.execute(insert(RUNS).values(**values))
    return int(result.inserted_primary_key[0])


def finish_run(session: Session, run_id: int, status: str, *, finished: str | None = None) -> None:
    """Say how a run ended: ``finished``, ``interrupted`` or ``incomplete``."""
    session.execute(update(RUNS).where(RUNS.c.id == run_id).values(status=status, finished_at=finished or now()))


def add_chain(session: Session, run_id: int, chain: protocol.Chain, *, measured: str | None = None) -> bool:
    """Store a chain with all that belongs to it; False when the run has it already.

    ``measured`` is for imports: when it was measured, where the chain does not say; by default now. The case must have
    been indexed with this text. Raises StoreError when it has not.
    """
    revision_id = _revision_id(session, chain)
    place = {"revision_id": revision_id, "variant": chain.variant, "mode": chain.mode.value}
    # Keeps other writers from the same place on PostgreSQL; SQLite has one writer anyway.
    session.execute(select(REVISIONS.c.id).where(REVISIONS.c.id == revision_id).with_for_update())
    there = select(CHAINS.c.id).where(CHAINS.c.run_id == run_id, *(CHAINS.c[k] == v for k, v in place.items()))
    if session.execute(there).scalar() is not None:
        return False
    environment_id = session.execute(select(RUNS.c.environment_id).where(RUNS.c.id == run_id)).scalar_one()
    result: Any = session.execute(
        insert(CHAINS).values(
            run_id=run_id,
            environment_id=environment_id,
            stages=",".join(chain.stages),
            fingerprint=chain.fingerprint,
            seconds=chain.seconds,
            output_id=contents.text_id(session, chain.output) if chain.output else None,
            measured_at=chain.measured_at or measured or now(),
            **place,
        )
    )
    chain_id = int(result.inserted_primary_key[0])
    cells = [_cell(session, chain_id, cell) for cell in chain.cells]
    if cells:
        session.execute(insert(CELLS), cells)
    if chain.export is not None:
        _add_export(session, chain_id, chain.export)
    refresh_place(session, environment_id=environment_id, **place)
    return True


def _revision_id(session: Session, chain: protocol.Chain) -> int:
    found = session.execute(
        select(REVISIONS.c.id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .where(CASES.c.name == chain.case, REVISIONS.c.sha256 == chain.sha256)
    ).scalar()
    if found is None:
        raise StoreError(
            f"a result is about a text of {chain.case!r} ({chain.sha256[:12]}...) that the database does not have",
            hint="index the case first; in a file of JSON lines, its `case` line comes before its chains",
        )
    return int(found)


def _cell(session: Session, chain_id: int, cell: protocol.Cell) -> dict[str, Any]:
    return {
        "chain_id": chain_id,
        "stage": cell.stage.value,
        "ordinal": cell.stage.order,
        "outcome": cell.outcome.value,
        "failure_id": contents.failure_id(session, cell),
        "message": None if cell.message is None else storable(cell.message),
        "seconds": cell.seconds,
        "cpu_seconds": cell.cpu_seconds,
        "peak_kib": cell.peak_kib,
        "detail": cell.detail,
    }


def _add_export(session: Session, chain_id: int, export: protocol.Export) -> None:
    signature = {"inputs": [asdict(v) for v in export.inputs], "outputs": [asdict(v) for v in export.outputs]}
    graph_id = contents.text_id(session, export.graph)
    session.execute(
        insert(table_of(Export)).values(
            chain_id=chain_id,
            graph_id=graph_id,
            signature=signature,
            declares=None if export.declares is None else list(export.declares),
        )
    )
    parts: dict[Any, list[dict[str, Any]]] = {
        Symbol: [{"ordinal": i, **asdict(symbol)} for i, symbol in enumerate(export.symbols)],
        Guard: [{"ordinal": i, **asdict(guard)} for i, guard in enumerate(export.guards)],
        Range: [{"ordinal": i, **asdict(constraint)} for i, constraint in enumerate(export.ranges)],
        Operator: [{"name": name, "calls": calls} for name, calls in export.operators.items()],
    }
    for model, rows in parts.items():
        if rows:
            session.execute(insert(table_of(model)), [{"chain_id": chain_id, **_storable(row)} for row in rows])


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    return {key: storable(value) if isinstance(value, str) else value for key, value in row.items()}
