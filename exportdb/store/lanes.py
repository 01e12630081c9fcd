"""Reads the details of many cases with a handful of statements, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.store import schema
from exportdb.store.details import CaseDetail, CellView, Lane, RewriteView
from exportdb.store.flakes import flakes
from exportdb.store.once import table_of
from exportdb_engine import protocol
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Outcome, Stage

CASES, REVISIONS, TAGS, REWRITES = map(table_of, (schema.Case, schema.Revision, schema.RevisionTag, schema.Rewrite))
CURRENT, CELLS, CHAINS, FAILURES = map(table_of, (schema.CurrentCell, schema.Cell, schema.Chain, schema.Failure))
EXPORTS, SYMBOLS, GUARDS = map(table_of, (schema.Export, schema.Symbol, schema.Guard))
RANGES, OPERATORS, TEXTS, ENVIRONMENTS = map(
    table_of, (schema.Range, schema.Operator, schema.Text_, schema.Environment)
)
#: SQLite takes so many values in one statement, and no fewer: older ones stop at 999.
CHUNK = 300


def case_details(session: Session, names: Iterable[str] | None = None) -> list[CaseDetail]:
    """The current text of the named cases, or of all, with the current cells of every environment; sorted by id.

    PyTorch's own examples come with torch, each release with its own text: of these, the cells of an environment in
    which the current text was not measured are those of the text that was. A name that is not among the current cases
    is left out.
    """
    found = select(REVISIONS, CASES.c.name, CASES.c.collection, CASES.c.area).join_from(
        CASES, REVISIONS, REVISIONS.c.id == CASES.c.current_revision_id
    )
    if names is not None:
        found = found.where(CASES.c.name.in_(list(names)))
    rows = session.execute(found.order_by(CASES.c.name)).all()
    details: list[CaseDetail] = []
    flaky = flakes(session) if rows else {}
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        ids = [row.id for row in part]
        tags = _grouped(session, TAGS, TAGS.c.revision_id, ids, TAGS.c.tag)
        rewrites = _grouped(session, REWRITES, REWRITES.c.revision_id, ids, REWRITES.c.ordinal)
        lanes = _lanes(session, ids, flaky)
        _add_other_texts(session, [row.id for row in part if row.support_level is not None], lanes, flaky)
        for row in part:
            details.append(_detail(row, tags[row.id], rewrites[row.id], lanes[row.id]))
    return details


def case_detail(session: Session, name: str) -> CaseDetail | None:
    """The case with this id; None when it is not among the current cases."""
    return next(iter(case_details(session, [name])), None)


def _detail(row: Any, tags: Sequence[Any], rewrites: Sequence[Any], lanes: Sequence[Lane]) -> CaseDetail:
    expect = None
    if row.expect is not None:
        expect = {Mode(m): tuple((Stage(s), code) for s, code in stops) for m, stops in row.expect.items()}
    order = {ORIGINAL: -1, **{rewrite.label: rewrite.ordinal for rewrite in rewrites}}
    kept = [lane for lane in lanes if lane.variant in order]
    return CaseDetail(
        case=row.name,
        collection=row.collection,
        area=row.area,
        title=row.title,
        explanation=row.explanation,
        source=row.source,
        sha256=row.sha256,
        path=row.path,
        tags=tuple(tag.tag for tag in tags),
        issues=tuple(row.issues),
        near=tuple(row.near),
        requires=tuple(row.requires),
        no_rewrite=row.no_rewrite,
        support_level=row.support_level,
        expect=expect,
        model_source=row.model_source,
        model_line=row.model_line,
        rewrites=tuple(RewriteView(r.label, r.class_name, r.docstring, r.source) for r in rewrites),
        lanes=tuple(sorted(kept, key=lambda lane: (lane.environment, order[lane.variant], MODES.index(lane.mode)))),
    )


def _add_other_texts(
    session: Session,
    revision_ids: Sequence[int],
    lanes: dict[int, list[Lane]],
    flaky: Mapping[int, tuple[str, ...]],
) -> None:
    """Add what was measured of other texts of these cases, in environments in which these texts were not.

    Without what the exports made: its lines are those of another text.
    """
    if not revision_ids:
        return
    current, other = REVISIONS.alias("current"), REVISIONS.alias("other")
    rows = session.execute(
        select(other.c.id, current.c.id.label("current"))
        .join_from(current, other, (other.c.case_id == current.c.case_id) & (other.c.id != current.c.id))
        .where(current.c.id.in_(revision_ids), other.c.support_level.is_not(None))
        .order_by(other.c.id.desc())
    ).all()
    found = _lanes(session, [row.id for row in rows], flaky) if rows else {}
    for row in rows:
        known = {lane.environment for lane in lanes[row.current]}
        lanes[row.current] += [
            replace(lane, export=None) for lane in found[row.id] if lane.environment not in known and lane.cells
        ]


def _lanes(
    session: Session, revision_ids: Sequence[int], flaky: Mapping[int, tuple[str, ...]]
) -> dict[int, list[Lane]]:
    """The lanes of every revision."""
    rows = session.execute(
        select(
            CURRENT.c.revision_id, CURRENT.c.variant, CURRENT.c.mode, ENVIRONMENTS.c.key, CELLS.c.stage,
            CELLS.c.id.label("cell"), CELLS.c.outcome, CELLS.c.message,
            CELLS.c.seconds, CELLS.c.peak_kib, CELLS.c.detail, FAILURES.c.code,
            FAILURES.c.signature, CHAINS.c.id.label("chain"), CHAINS.c.run_id, CHAINS.c.measured_at, CHAINS.c.stages,
            CHAINS.c.output_id,
        )
        .join_from(CURRENT, CELLS, CELLS.c.id == CURRENT.c.cell_id)
        .join(CHAINS, CHAINS.c.id == CELLS.c.chain_id)
        .join(ENVIRONMENTS, ENVIRONMENTS.c.id == CURRENT.c.environment_id)
        .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .where(CURRENT.c.revision_id.in_(revision_ids))
        .order_by(CELLS.c.ordinal)
    )  # fmt: skip
    places: dict[tuple[int, str, str, str], list[Any]] = defaultdict(list)
    for row in rows:
        places[row.revision_id, row.key, row.variant, row.mode].append(row)
    # The cells of a lane can come from several chains; what an export made is told by the one that measured it.
    exporting = {place: row for place, cells in places.items() for row in cells if row.stage == Stage.EXPORT.value}
    exports = _exports(session, [row.chain for row in exporting.values()])
    outputs = _texts(session, {row.output_id for cells in places.values() for row in cells if row.output_id})
    found: dict[int, list[Lane]] = defaultdict(list)
    for place, cells in places.items():
        revision_id, key, variant, mode = place
        newest = max(cells, key=lambda row: (row.measured_at, row.chain))
        found[revision_id].append(
            Lane(
                environment=key,
                variant=variant,
                mode=Mode(mode),
                cells=tuple(_cell(row, flaky) for row in cells),
                asked=frozenset(Stage(stage) for row in cells for stage in row.stages.split(",")),
                export=exports.get(exporting[place].chain) if place in exporting else None,
                output=outputs.get(newest.output_id, ""),
            )
        )
    return found


def _cell(row: Any, flaky: Mapping[int, tuple[str, ...]]) -> CellView:
    return CellView(
        stage=Stage(row.stage),
        outcome=Outcome(row.outcome),
        code=row.code,
        signature=row.signature,
        message=row.message,
        seconds=row.seconds,
        peak_kib=row.peak_kib,
        detail=row.detail or {},
        run=row.run_id,
        measured_at=row.measured_at,
        flaky=flaky.get(row.cell, ()),
    )


def _exports(session: Session, chain_ids: Sequence[int]) -> dict[int, protocol.Export]:
    """Chain -> what its export made."""
    found: dict[int, protocol.Export] = {}
    for start in range(0, len(chain_ids), CHUNK):
        ids = chain_ids[start : start + CHUNK]
        parts = [
            _grouped(session, table, table.c.chain_id, ids, order)
            for table, order in [
                (SYMBOLS, SYMBOLS.c.ordinal),
                (GUARDS, GUARDS.c.ordinal),
                (RANGES, RANGES.c.symbol),
                (OPERATORS, OPERATORS.c.name),
            ]
        ]
        graphs = select(EXPORTS.c.chain_id, EXPORTS.c.signature, EXPORTS.c.declares, TEXTS.c.text).join_from(
            EXPORTS, TEXTS, TEXTS.c.id == EXPORTS.c.graph_id
        )
        for row in session.execute(graphs.where(EXPORTS.c.chain_id.in_(ids))):
            symbols, guards, ranges, operators = (part[row.chain_id] for part in parts)
            found[row.chain_id] = protocol.Export(
                graph=row.text,
                inputs=tuple(protocol.Value(**value) for value in row.signature["inputs"]),
                outputs=tuple(protocol.Value(**value) for value in row.signature["outputs"]),
                declares=None if row.declares is None else tuple(row.declares),
                operators={operator.name: operator.calls for operator in operators},
                ranges=tuple(protocol.RangeConstraint(r.symbol, r.lower, r.upper) for r in ranges),
                symbols=tuple(
                    protocol.Symbol(s.name, s.value, s.source, s.lower, s.upper, s.line, s.text) for s in symbols
                ),
                guards=tuple(protocol.Guard(g.expression, g.line, g.text) for g in guards),
            )
    return found


def _texts(session: Session, ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted(ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = session.execute(select(TEXTS.c.id, TEXTS.c.text).where(TEXTS.c.id.in_(wanted[start : start + CHUNK])))
        found.update((row.id, row.text) for row in rows)
    return found


def _grouped(session: Session, table: Any, column: Any, ids: Sequence[int], order: Any) -> dict[int, list[Any]]:
    """The rows of a table by one of its ids."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(select(table).where(column.in_(ids)).order_by(column, order)):
        found[getattr(row, column.name)].append(row)
    return found
