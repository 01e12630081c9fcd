"""What has to be measured: every chain of the chosen cases, but for those whose stored result still stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from exportdb import snapshots
from exportdb.corpus.samples import OF_TORCH
from exportdb.forecast import Place, expected_seconds
from exportdb_engine.protocol import (
    Environment,
    Job,
    Limits,
    Mode,
    Outcome,
    Stage,
    backend_versions,
    environment_key,
    fingerprints,
    selected_stages,
)
from exportdb_engine.protocol.casefile import CaseFile

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Values in one SQL statement; SQLite takes 32,766.
_BATCH = 5000

#: Codes of skips that say nothing of the case: the file could not be read, or was another one by then.
_NOT_TRIED = ("Unreadable", "Changed")


@dataclass(frozen=True, slots=True)
class Plan:
    """Jobs for a worker, those first that are expected to take long, and how many chains need none."""

    jobs: list[Job] = field(default_factory=list)
    unchanged: int = 0
    #: Seconds that each job is expected to take, as earlier runs tell.
    expected: dict[Place, float] = field(default_factory=dict)


def plan_chains(
    session: Session | None,
    cases: Sequence[CaseFile],
    *,
    modes: Sequence[Mode],
    variants: Sequence[str] | None = None,
    stages: Sequence[Stage],
    limits: Limits,
    environment: Environment,
    engine_sha: str,
    versions: Mapping[str, str] | None = None,
) -> Plan:
    """Plan the chains of ``cases`` in ``modes``; of all variants, or of those named.

    A chain is unchanged when the newest result for the same text in the same environment has the same fingerprint, and
    the stages asked for were measured under it. Without a session, everything is measured. ``versions`` is what each
    backend would run with in that environment, when it is not this one.
    """
    fingerprint = fingerprints(engine_sha, environment, limits)
    known = _known(session, environment, cases) if session is not None else {}
    versions = backend_versions() if versions is None else versions
    lowered = {str(stage): versions.get(stage.backend) for stage in stages if stage.backend}
    backends = _Backends.of(session, environment, lowered) if session is not None and lowered else None
    jobs: list[Job] = []
    unchanged = 0
    wanted = {str(stage) for stage in stages}
    for case in cases:
        path = str(case.path.absolute())
        for variant in case.variants:
            if variants is not None and variant not in variants:
                continue
            for mode in modes:
                stored = known.get((case.case, variant, mode.value), _NOTHING)
                missing = set(wanted)
                if stored.fingerprint == fingerprint(case.case, case.sha256, variant, mode):
                    missing -= stored.stages
                    if backends is not None:
                        missing = backends.missing((case.case, variant, mode.value), missing)
                if not missing:
                    unchanged += 1
                    continue
                jobs.append(
                    Job(
                        case=case.case,
                        collection=case.collection,
                        path=path,
                        sha256=case.sha256,
                        variant=variant,
                        mode=mode,
                        stages=tuple(stages) if missing == wanted else selected_stages(sorted(missing)),
                        limits=limits,
                        requires=case.requires,
                        preload=case.preload,
                    )
                )
    if session is not None and jobs:
        jobs = _longest_first(jobs, _seconds(session, {job.case for job in jobs}))
        return Plan(jobs, unchanged, expected_seconds(session, jobs))
    return Plan(jobs, unchanged)


@dataclass(frozen=True, slots=True)
class _Known:
    """The newest fingerprint of a place, and the stages that were asked for under it without another one between."""

    fingerprint: str
    stages: frozenset[str]


_NOTHING = _Known("", frozenset())


def _known(session: Session, environment: Environment, wanted: Iterable[CaseFile]) -> dict[Place, _Known]:
    from sqlalchemy import select

    from exportdb.store import schema
    from exportdb.store.once import table_of

    cases, revisions, chains, environments = map(
        table_of, (schema.Case, schema.Revision, schema.Chain, schema.Environment)
    )
    cells, failures, runs = map(table_of, (schema.Cell, schema.Failure, schema.Run))
    elsewhere = select(runs.c.id).where(runs.c.host == snapshots.HOST)  # known, and yet to be measured here
    not_tried = (
        select(cells.c.chain_id)
        .join(failures, failures.c.id == cells.c.failure_id)
        .where(failures.c.code.in_(_NOT_TRIED), cells.c.outcome == Outcome.SKIP.value)
    )
    statement = (
        select(cases.c.name, chains.c.variant, chains.c.mode, chains.c.fingerprint, chains.c.stages, revisions.c.sha256)
        .select_from(cases)
        .join(environments, environments.c.key == environment_key(environment))
        .join(revisions, revisions.c.case_id == cases.c.id)
        .join(chains, (chains.c.revision_id == revisions.c.id) & (chains.c.environment_id == environments.c.id))
        .where(chains.c.id.not_in(not_tried), chains.c.run_id.not_in(elsewhere))
        .order_by(chains.c.measured_at, chains.c.id)
    )
    texts = {case.case: case.sha256 for case in wanted if case.collection in OF_TORCH}
    rows = list(session.execute(statement.where(revisions.c.id == cases.c.current_revision_id)))
    if texts:
        # Of a case that comes with torch, the text of that environment's torch need not be the current one.
        others = statement.where(revisions.c.id != cases.c.current_revision_id, cases.c.collection.in_(OF_TORCH))
        rows += session.execute(others)
    known: dict[Place, _Known] = {}
    for name, variant, mode, fingerprint, stages, sha256 in rows:
        if texts.get(name, sha256) != sha256:
            continue
        place = (name, variant, mode)
        asked = frozenset(stages.split(","))
        before = known.get(place)
        if before is not None and before.fingerprint == fingerprint:
            asked |= before.stages
        known[place] = _Known(fingerprint, asked)
    return known


@dataclass(frozen=True, slots=True)
class _Backends:
    """What is known of the stages of backends, whose versions are not in the fingerprint of a chain: another version of
    one says nothing of the other stages."""

    #: Stage -> what would measure it here, as :func:`backend_versions` has it.
    here: dict[str, str | None]
    #: (*place, stage) -> what measured it last.
    measured: dict[tuple[str, ...], str]
    #: Places whose program does not come as far as to a backend.
    out_of_reach: set[Place]

    def missing(self, place: Place, missing: set[str]) -> set[str]:
        """``missing`` with the backends of another version, and without those that cannot be reached."""
        if place in self.out_of_reach:
            return missing - self.here.keys()
        return missing | {
            stage for stage, version in self.here.items() if self.measured.get((*place, stage), version) != version
        }

    @classmethod
    def of(cls, session: Session, environment: Environment, here: dict[str, str | None]) -> _Backends:
        from sqlalchemy import select

        from exportdb.store import schema
        from exportdb.store.once import table_of

        cases, places, environments, cells = map(
            table_of, (schema.Case, schema.CurrentCell, schema.Environment, schema.Cell)
        )
        current = (
            select(cases.c.name, places.c.variant, places.c.mode)
            .select_from(places)
            .join(environments, environments.c.id == places.c.environment_id)
            .join(cases, cases.c.current_revision_id == places.c.revision_id)
            .where(environments.c.key == environment_key(environment))
        )
        lowered = (
            current.add_columns(places.c.stage, cells.c.detail["version"].as_string())
            .join(cells, cells.c.id == places.c.cell_id)
            .where(places.c.stage.in_(here))
        )
        stopped = current.where(
            places.c.stage.in_([Stage.EAGER.value, Stage.EXPORT.value, Stage.RUN.value]),
            places.c.outcome != Outcome.PASS.value,
        )
        return cls(
            here,
            {tuple(place): version or "" for *place, version in session.execute(lowered)},
            {(name, variant, mode) for name, variant, mode in session.execute(stopped)},
        )


def _seconds(session: Session, names: set[str]) -> dict[Place, float]:
    """The longest time that each chain of these cases ever took, whatever the text and the environment."""
    from sqlalchemy import func, select

    from exportdb.store.once import table_of
    from exportdb.store.schema import Case, Chain, Revision

    cases, chains, revisions = map(table_of, (Case, Chain, Revision))
    place = (cases.c.name, chains.c.variant, chains.c.mode)
    taken: dict[Place, float] = {}
    for batch in _batches(sorted(names)):
        statement = (
            select(*place, func.max(chains.c.seconds))
            .join_from(cases, revisions, revisions.c.case_id == cases.c.id)
            .join(chains, chains.c.revision_id == revisions.c.id)
            .where(cases.c.name.in_(batch))
            .group_by(*place)
        )
        taken.update({(name, variant, mode): seconds for name, variant, mode, seconds in session.execute(statement)})
    return taken


def _longest_first(jobs: list[Job], taken: dict[Place, float]) -> list[Job]:
    """So that no long case is left over for the end, when the other processes have nothing to do any more.

    The chains of a case stay together, since one process runs them.
    """
    if not taken:
        return jobs
    usual = median(taken.values())
    by_case: dict[str, float] = defaultdict(float)
    for job in jobs:
        by_case[job.case] += taken.get((job.case, job.variant, job.mode.value), usual)
    return sorted(jobs, key=lambda job: (-by_case[job.case], job.case))


def _batches(names: Iterable[str]) -> Iterable[list[str]]:
    iterator = iter(names)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
