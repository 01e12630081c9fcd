"""The two sides of a comparison, as they are in the database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.errors import QueryError
from exportdb.query.errors import BadValueError
from exportdb.query.scope import CASES, CELLS, CHAINS, ENVIRONMENTS, FAILURES, REVISIONS, RUNS
from exportdb.query.select import find_run
from exportdb.query.versions import version_range
from exportdb_engine.protocol.vocabulary import STAGES, Outcome, Stage

#: Case, variant, mode.
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SideCell:
    """A result, and what it was measured under."""

    outcome: str
    code: str | None
    signature: str | None
    message: str | None
    chain: SideChain


@dataclass(frozen=True, slots=True)
class SideChain:
    """What a chain was measured under."""

    id: int
    run: int
    revision: int
    sha256: str
    engine: str
    fingerprint: str
    stages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """The state after a run."""

    run: int
    started: str
    engine: str
    #: The environment's key, and its fields by name.
    environment: str
    fields: dict[str, Any]
    #: The newest chain of each place.
    chains: dict[Place, SideChain]
    cells: dict[tuple[str, str, str, str], SideCell]

    def asked(self, place: Place, stage: str) -> bool:
        """Whether the newest measurement of a place was asked for a stage, so that a missing cell was not reached."""
        chain = self.chains.get(place)
        return chain is not None and stage in chain.stages


def resolve_run(session: Session, text: str) -> int:
    """The run that is meant by a number, ``last``, ``prev`` or a torch version, of which the newest run is taken.

    Raises QueryError when there is none.
    """
    if text in ("last", "prev") or re.fullmatch(r"[0-9]{1,18}", text):
        return find_run(session, text)
    try:
        wanted = version_range(text)
    except BadValueError:
        raise QueryError(
            f"{text!r} is no run", hint="write the number of a run, 'last', 'prev', or a torch version such as 2.13"
        ) from None
    statement = select(RUNS.c.id, ENVIRONMENTS.c.torch).join_from(RUNS, ENVIRONMENTS).order_by(RUNS.c.id.desc())
    known = []
    for run, torch in session.execute(statement):
        if wanted.holds(torch):
            return int(run)
        known.append(torch)
    hint = f"there are runs with {', '.join(sorted(set(known)))}" if known else "make one: exportdb run"
    raise QueryError(f"no run has torch {wanted}", hint=hint)


def load_side(session: Session, run: int, cases: Iterable[str] | None = None) -> Side:
    """The state after a run, of some cases or of all. Raises QueryError when the run does not exist."""
    of_run = select(RUNS.c.started_at, RUNS.c.engine, ENVIRONMENTS).join_from(RUNS, ENVIRONMENTS)
    found = session.execute(of_run.where(RUNS.c.id == run)).mappings().first()
    if found is None:
        raise QueryError(f"there is no run {run}")
    chains, owners = _chains(session, run, found["id"], None if cases is None else set(cases))
    rows = session.execute(
        select(CELLS.c.chain_id, CELLS.c.stage, CELLS.c.outcome, FAILURES.c.code, FAILURES.c.signature, CELLS.c.message)
        .join_from(CELLS, CHAINS, CHAINS.c.id == CELLS.c.chain_id)
        .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .where(CHAINS.c.environment_id == found["id"], CHAINS.c.run_id <= run)
    )
    cells: dict[tuple[str, str, str, str], SideCell] = {}
    for chain_id, stage, outcome, code, signature, message in rows:
        owner = owners.get((chain_id, stage))
        if owner is not None:
            place, chain = owner
            cells[(*place, stage)] = SideCell(outcome, code, signature, message, chain)
    _drop_unreachable(cells)
    fields = {name: found[name] for name in ("python", "implementation", "torch", "platform", "device", "packages")}
    return Side(run, found["started_at"], found["engine"], found["key"], fields, chains, cells)


def _drop_unreachable(cells: dict[tuple[str, str, str, str], SideCell]) -> None:
    """Leaves out older cells of stages that a newer chain could no longer reach, though it was not asked for them."""
    for place in {key[:3] for key in cells}:
        stopped: set[Stage] = set()
        for stage in STAGES:
            key = (*place, stage.value)
            if stage.needs in stopped:
                stopped.add(stage)
                cells.pop(key, None)
            elif key in cells and cells[key].outcome != Outcome.PASS:
                stopped.add(stage)


def _chains(
    session: Session, run: int, environment: int, cases: set[str] | None
) -> tuple[dict[Place, SideChain], dict[tuple[int, str], tuple[Place, SideChain]]]:
    """The newest chain of each place, and for each (chain, stage) that still stands the place that it stands for.

    Of a case, only the revision that was measured last counts; of a stage, the newest chain that was asked for it.
    """
    rows = session.execute(
        select(
            CASES.c.name,
            CHAINS.c.variant,
            CHAINS.c.mode,
            CHAINS.c.id,
            CHAINS.c.run_id,
            CHAINS.c.revision_id,
            REVISIONS.c.sha256,
            RUNS.c.engine,
            CHAINS.c.fingerprint,
            CHAINS.c.stages,
        )
        .join_from(CHAINS, REVISIONS, REVISIONS.c.id == CHAINS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .join(RUNS, RUNS.c.id == CHAINS.c.run_id)
        .where(CHAINS.c.environment_id == environment, CHAINS.c.run_id <= run)
        .order_by(CHAINS.c.measured_at.desc(), CHAINS.c.id.desc())
    )
    newest: dict[Place, SideChain] = {}
    owners: dict[tuple[int, str], tuple[Place, SideChain]] = {}
    revisions: dict[str, int] = {}
    taken: set[tuple[str, str, str, str]] = set()
    for case, variant, mode, id_, run_id, revision, sha256, engine, fingerprint, stages in rows:
        chain = SideChain(id_, run_id, revision, sha256, engine, fingerprint, frozenset(stages.split(",")))
        if (cases is not None and case not in cases) or revisions.setdefault(case, chain.revision) != chain.revision:
            continue
        place = (case, variant, mode)
        newest.setdefault(place, chain)
        for stage in chain.stages:
            if (*place, stage) not in taken:
                taken.add((*place, stage))
                owners[chain.id, stage] = (place, chain)
    return newest, owners
