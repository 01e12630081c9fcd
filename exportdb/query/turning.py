"""Which cells show that support began or ended with a release: what ``since:``, ``fixed:`` and ``regressed:`` ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement, cast, func, literal, or_, select

from exportdb.query.scope import CASES, CELLS, CHAINS, CURRENT_CELLS, ENVIRONMENTS, REVISIONS, Scope
from exportdb.releases import release_key, release_of
from exportdb.store.flakes import flakes
from exportdb.store.intervals import Line
from exportdb_engine.protocol.vocabulary import Outcome, Stage

#: Release -> stage -> (when it was measured, outcome, cell); the last two are None for a stage that was not reached.
_Found = dict[str, dict[str, tuple[str, "str | None", "int | None"]]]
#: A stage of which nothing is known.
_NOTHING: tuple[str, str | None, int | None] = ("", None, None)


def cells_where(scope: Scope, chosen: Callable[[Line], Sequence[str]]) -> ColumnElement[bool]:
    """Whether the row is, of some line of releases, the cell of a release that ``chosen`` names.

    A line is of a case, variant, mode, stage and device. It is read from the current cells, also where runs are named.
    """
    ids = [
        cell
        for found in _lines(scope)
        for stage in {stage for stages in found.values() for stage in stages}
        for release in chosen(_line(found, stage))
        if (cell := found[release].get(stage, _NOTHING)[2]) is not None
    ]
    values = literal(json.dumps(sorted(ids)))
    if scope.dialect == "sqlite":  # as one value: SQLite takes 32,766 of them in a statement
        listed = func.json_each(values).table_valued("value", name="turned")
        return scope.row.c.cell_id.in_(select(listed.c.value))
    listed = func.json_array_elements_text(cast(values, JSON)).table_valued("value", name="turned")
    return scope.row.c.cell_id.in_(select(cast(listed.c.value, BigInteger)))


def known_releases(scope: Scope) -> list[str]:
    """Every torch version in the database."""
    return list(scope.session.execute(select(ENVIRONMENTS.c.torch).distinct()).scalars())


def _line(found: _Found, stage: str) -> Line:
    return [(release, _holds(stages, Stage(stage))) for release, stages in found.items()]


def _holds(stages: Mapping[str, tuple[str, str | None, int | None]], stage: Stage) -> bool | None:
    if stage.value not in stages:
        # Nobody asked for it; but where what it needs does not hold, it does not either.
        needed = _holds(stages, stage.needs) if stages and stage.needs is not None else None
        return False if needed is False else None
    outcome = stages[stage.value][1]
    return None if outcome == Outcome.SKIP.value else outcome == Outcome.PASS.value


def _lines(scope: Scope) -> Iterator[_Found]:
    """Of every case, variant, mode and device: what the newest cells of each release say, the oldest release first."""
    place = (REVISIONS.c.case_id, CURRENT_CELLS.c.variant, CURRENT_CELLS.c.mode, ENVIRONMENTS.c.device)
    statement = (
        select(
            *place, ENVIRONMENTS.c.torch, ENVIRONMENTS.c.id.label("environment"), CURRENT_CELLS.c.stage,
            CURRENT_CELLS.c.outcome, CURRENT_CELLS.c.cell_id, CHAINS.c.measured_at, CHAINS.c.stages,
        )
        .join_from(CURRENT_CELLS, REVISIONS, REVISIONS.c.id == CURRENT_CELLS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .join(ENVIRONMENTS, ENVIRONMENTS.c.id == CURRENT_CELLS.c.environment_id)
        .join(CELLS, CELLS.c.id == CURRENT_CELLS.c.cell_id)
        .join(CHAINS, CHAINS.c.id == CELLS.c.chain_id)
        .where(or_(CASES.c.current_revision_id == REVISIONS.c.id, REVISIONS.c.support_level.is_not(None)))
        .order_by(*place, ENVIRONMENTS.c.id)
    )  # fmt: skip
    flaky = flakes(scope.session).keys()
    known = sorted({release_of(version) for version in known_releases(scope)}, key=release_key)
    for _, rows in groupby(scope.session.execute(statement), key=lambda row: tuple(row[: len(place)])):
        found: _Found = {release: {} for release in known}
        for _, lane in groupby(rows, key=lambda row: row.environment):
            _add(found, list(lane), flaky)
        if sum(1 for stages in found.values() if stages) > 1:
            yield found


def _add(found: _Found, lane: Sequence[Any], flaky: Collection[int]) -> None:
    """Add what one environment says, where it is newer than what another one of its release says."""
    # What comes out now this way, now another, says as little as what was skipped.
    cells = {
        row.stage: (row.measured_at, Outcome.SKIP.value if row.cell_id in flaky else row.outcome, row.cell_id)
        for row in lane
    }
    newest = max(row.measured_at for row in lane)
    skipped = any(row.outcome == Outcome.SKIP.value and not row.stage.startswith("lower:") for row in lane)
    unreached = (newest, Outcome.SKIP.value if skipped else None, None)
    stages = found[release_of(lane[0].torch)]
    for stage in {stage for row in lane for stage in row.stages.split(",")} | cells.keys():
        cell = cells.get(stage, unreached)
        if stage not in stages or stages[stage][0] < cell[0]:
            stages[stage] = cell
