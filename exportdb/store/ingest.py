"""Writes what was measured: a run, and its chains one by one, each whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from exportdb import __version__
from exportdb.errors import StoreError
from exportdb.store import contents
from exportdb.store.current import refresh_places
from exportdb.store.once import now, parts, storable, table_of
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
    """Store a chain with all that belongs to it; False when the run has it already. See :func:`add_chains`."""
    return bool(add_chains(session, run_id, [chain], measured=measured))


def add_chains(
    session: Session, run_id: int, chains: Sequence[protocol.Chain], *, measured: str | None = None
) -> list[protocol.Chain]:
    """Store chains with all that belongs to them, and give those that the run did not have yet.

    ``measured`` is for imports: when they were measured, where a chain does not say; by default now. The cases must
    have been indexed with these texts. Raises StoreError when one has not, and then nothing is stored.
    """
    revisions = _revisions(session, chains)
    wanted = {revisions[chain.case, chain.sha256] for chain in chains}
    for some in parts(wanted):
        # Keeps other writers from the same places on PostgreSQL; SQLite has one writer anyway.
        locked = select(REVISIONS.c.id).where(REVISIONS.c.id.in_(some)).order_by(REVISIONS.c.id)
        session.execute(locked.with_for_update())
    there = {tuple(row) for row in _in_run(session, run_id, wanted)}
    new: dict[tuple[int, str, str], protocol.Chain] = {}
    for chain in chains:
        place = (revisions[chain.case, chain.sha256], chain.variant, chain.mode.value)
        if place not in there:
            new.setdefault(place, chain)
    if not new:
        return []
    environment_id = session.execute(select(RUNS.c.environment_id).where(RUNS.c.id == run_id)).scalar_one()
    texts = contents.text_ids(session, _texts(new.values()))
    rows = [
        {
            "run_id": run_id,
            "revision_id": revision_id,
            "environment_id": environment_id,
            "variant": variant,
            "mode": mode,
            "stages": ",".join(chain.stages),
            "fingerprint": chain.fingerprint,
            "seconds": chain.seconds,
            "output_id": texts[chain.output] if chain.output else None,
            "measured_at": chain.measured_at or measured or now(),
        }
        for (revision_id, variant, mode), chain in new.items()
    ]
    made = session.execute(insert(CHAINS).returning(CHAINS.c.id, sort_by_parameter_order=True), rows).scalars().all()
    numbered = list(zip(made, new.values(), strict=True))
    _add_cells(session, numbered)
    _add_exports(session, numbered, texts)
    refresh_places(session, environment_id, new)
    return list(new.values())


def _revisions(session: Session, chains: Sequence[protocol.Chain]) -> dict[tuple[str, str], int]:
    """(case, hash of the text) -> the id of its revision."""
    known: dict[tuple[str, str], int] = {}
    texts = select(CASES.c.name, REVISIONS.c.sha256, REVISIONS.c.id).join(CASES, CASES.c.id == REVISIONS.c.case_id)
    for names in parts({chain.case for chain in chains}):
        known.update(
            {(name, sha): number for name, sha, number in session.execute(texts.where(CASES.c.name.in_(names)))}
        )
    for chain in chains:
        if (chain.case, chain.sha256) not in known:
            raise StoreError(
                f"a result is about a text of {chain.case!r} ({chain.sha256[:12]}...) that the database does not have",
                hint="index the case first; in a file of JSON lines, its `case` line comes before its chains",
            )
    return known


def _in_run(session: Session, run_id: int, revision_ids: Collection[int]) -> Iterable[Any]:
    """What of these revisions the run has already."""
    places = select(CHAINS.c.revision_id, CHAINS.c.variant, CHAINS.c.mode).where(CHAINS.c.run_id == run_id)
    for some in parts(revision_ids):
        yield from session.execute(places.where(CHAINS.c.revision_id.in_(some)))


def _texts(chains: Iterable[protocol.Chain]) -> set[str]:
    """The long texts of chains."""
    found = {chain.output for chain in chains if chain.output}
    return found | {chain.export.graph for chain in chains if chain.export is not None}


def _add_cells(session: Session, chains: Sequence[tuple[int, protocol.Chain]]) -> None:
    failures: dict[tuple[str | None, str | None], int | None] = {}
    rows = []
    for chain_id, chain in chains:
        for cell in chain.cells:
            way = (cell.code, cell.signature)
            if way not in failures:
                failures[way] = contents.failure_id(session, cell)
            rows.append(
                {
                    "chain_id": chain_id,
                    "stage": cell.stage.value,
                    "ordinal": cell.stage.order,
                    "outcome": cell.outcome.value,
                    "failure_id": failures[way],
                    "message": None if cell.message is None else storable(cell.message),
                    "seconds": cell.seconds,
                    "cpu_seconds": cell.cpu_seconds,
                    "peak_kib": cell.peak_kib,
                    "detail": cell.detail,
                }
            )
    if rows:
        session.execute(insert(CELLS), rows)


def _add_exports(session: Session, chains: Sequence[tuple[int, protocol.Chain]], texts: Mapping[str, int]) -> None:
    heads = []
    tables: dict[Any, list[dict[str, Any]]] = {Symbol: [], Guard: [], Range: [], Operator: []}
    for chain_id, chain in chains:
        export = chain.export
        if export is None:
            continue
        heads.append(
            {
                "chain_id": chain_id,
                "graph_id": texts[export.graph],
                "signature": {
                    "inputs": [asdict(v) for v in export.inputs],
                    "outputs": [asdict(v) for v in export.outputs],
                },
                "declares": None if export.declares is None else list(export.declares),
            }
        )
        own: dict[Any, list[dict[str, Any]]] = {
            Symbol: [{"ordinal": i, **asdict(symbol)} for i, symbol in enumerate(export.symbols)],
            Guard: [{"ordinal": i, **asdict(guard)} for i, guard in enumerate(export.guards)],
            Range: [asdict(constraint) for constraint in export.ranges],
            Operator: [{"name": name, "calls": calls} for name, calls in export.operators.items()],
        }
        for model, rows in own.items():
            tables[model] += [{"chain_id": chain_id, **_storable(row)} for row in rows]
    if heads:
        session.execute(insert(table_of(Export)), heads)
    for model, rows in tables.items():
        if rows:
            session.execute(insert(table_of(model)), rows)


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    return {key: storable(value) if isinstance(value, str) else value for key, value in row.items()}
