"""The history of a case: where it came out otherwise than before, and why.

Two ways lead through its measurements. *In time*: from one to the next in the same environment, where the case, the
engine, the limits or nothing at all may have changed. *Along the releases*: from what is known last of one torch
release to what is known last of the next, on the same kind of device.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.diffing.compare import causes
from exportdb.diffing.sides import SideChain
from exportdb.query.scope import CASES, CELLS, CHAINS, ENVIRONMENTS, FAILURES, REVISIONS, RUNS
from exportdb.releases import release_key, release_of
from exportdb_engine.protocol.vocabulary import MODES, ORIGINAL, STAGES, Outcome

TIME, RELEASES = "time", "releases"
#: What an environment is, besides its key.
_FIELDS = ("python", "implementation", "torch", "platform", "device", "packages")


@dataclass(frozen=True, slots=True)
class State:
    """What came of a stage in a measurement."""

    outcome: str
    code: str | None
    signature: str | None
    torch: str
    #: Key of the environment.
    environment: str
    run: int
    #: ISO 8601, UTC.
    measured_at: str

    @property
    def words(self) -> str:
        """``pass``, ``fail GB0170``."""
        return f"{self.outcome} {self.code or ''}".strip()


@dataclass(frozen=True, slots=True)
class Transition:
    """A stage that came out otherwise than before: with another outcome, or another code."""

    variant: str
    mode: str
    stage: str
    #: TIME or RELEASES.
    along: str
    before: State
    after: State
    #: Those of ``CAUSES`` that apply.
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """A state with what it was measured under."""

    state: State
    chain: SideChain
    fields: dict[str, Any]


#: Environment -> stage -> its measurements, the oldest first.
_ByEnvironment = dict[str, dict[str, list[_Measured]]]


def history(session: Session, case: str) -> list[Transition]:
    """Every transition of a case, by variant, mode and stage; those along the releases first.

    A stage counts only where it was reached, and a skip says nothing. Empty when nothing changed, or nothing was
    measured.
    """
    found: list[Transition] = []
    for (variant, mode), rows in groupby(_rows(session, case), key=lambda row: (row.variant, row.mode)):
        places: _ByEnvironment = {}
        for row in rows:
            places.setdefault(row.key, {}).setdefault(row.stage, []).append(_measured(row))
        for along, pairs in ((RELEASES, _along_releases(places)), (TIME, _in_time(places))):
            found += [
                Transition(
                    variant, mode, stage, along, old.state, new.state,
                    causes(old.fields, new.fields, old.chain, new.chain),
                )
                for stage, old, new in pairs
                if (old.state.outcome, old.state.code) != (new.state.outcome, new.state.code)
            ]  # fmt: skip
    return sorted(found, key=_order)


def _in_time(places: _ByEnvironment) -> Iterator[tuple[str, _Measured, _Measured]]:
    for stages in places.values():
        for stage, measured in stages.items():
            for old, new in pairwise(measured):
                yield stage, old, new


def _along_releases(places: _ByEnvironment) -> Iterator[tuple[str, _Measured, _Measured]]:
    newest: dict[tuple[str, str], dict[str, _Measured]] = {}
    for stages in places.values():
        for stage, measured in stages.items():
            last = measured[-1]
            releases = newest.setdefault((stage, last.fields["device"]), {})
            release = release_of(last.state.torch)
            if release not in releases or releases[release].state.measured_at < last.state.measured_at:
                releases[release] = last
    for (stage, _), releases in newest.items():
        for older, newer in pairwise(sorted(releases, key=release_key)):
            yield stage, releases[older], releases[newer]


def _rows(session: Session, case: str) -> Iterable[Any]:
    """Every cell of the case that was not skipped, by variant and mode, the oldest first."""
    statement = (
        select(
            CHAINS.c.variant, CHAINS.c.mode, CHAINS.c.id, CHAINS.c.run_id, CHAINS.c.revision_id, CHAINS.c.fingerprint,
            CHAINS.c.stages, CHAINS.c.measured_at, REVISIONS.c.sha256, RUNS.c.engine, ENVIRONMENTS.c.key,
            *(ENVIRONMENTS.c[name] for name in _FIELDS), CELLS.c.stage, CELLS.c.outcome, FAILURES.c.code,
            FAILURES.c.signature,
        )
        .select_from(CHAINS)
        .join(CELLS, CELLS.c.chain_id == CHAINS.c.id)
        .join(REVISIONS, REVISIONS.c.id == CHAINS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .join(RUNS, RUNS.c.id == CHAINS.c.run_id)
        .join(ENVIRONMENTS, ENVIRONMENTS.c.id == CHAINS.c.environment_id)
        .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .where(CASES.c.name == case, CELLS.c.outcome != Outcome.SKIP.value)
        .order_by(CHAINS.c.variant, CHAINS.c.mode, CHAINS.c.measured_at, CHAINS.c.id)
    )  # fmt: skip
    return session.execute(statement)


def _measured(row: Any) -> _Measured:
    state = State(row.outcome, row.code, row.signature, row.torch, row.key, row.run_id, row.measured_at)
    stages = frozenset(row.stages.split(","))
    chain = SideChain(row.id, row.run_id, row.revision_id, row.sha256, row.engine, row.fingerprint, stages)
    return _Measured(state, chain, {name: getattr(row, name) for name in _FIELDS})


def _order(found: Transition) -> tuple[Any, ...]:
    stages = [stage.value for stage in STAGES]
    place = stages.index(found.stage) if found.stage in stages else len(stages)
    mode = [mode.value for mode in MODES].index(found.mode)
    along = found.along != RELEASES
    when = found.after.measured_at if along else ""
    return (
        along, found.variant != ORIGINAL, found.variant, mode, place, found.stage,
        release_key(found.after.torch), when,
    )  # fmt: skip
