"""How long a run will take, learned from earlier ones: each stage of a chain as long as it took before."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from exportdb_engine.protocol import Job, Outcome, Stage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Case, variant and mode.
Place = tuple[str, str, str]
#: Cells of each stage, the newest, of which the median is taken for chains that were never measured.
SAMPLE = 500
#: Cases in one SQL statement.
_BATCH = 5000
#: Part of what was expected that has to be done before the pace of this run counts.
_TRUSTED = 0.05


def place_of(job: Job) -> Place:
    return job.case, job.variant, job.mode.value


def expected_seconds(session: Session, jobs: Sequence[Job]) -> dict[Place, float]:
    """Seconds on the wall that each job is expected to take; nothing for one of which nothing can be said.

    A stage takes as long as it took in the same case, variant and mode when it was measured last, whatever the text and
    the environment; else the median of that stage, unless the chain never came so far.
    """
    usual = _usual(session, {str(stage) for job in jobs for stage in job.stages})
    known = _known(session, sorted({job.case for job in jobs}))
    found: dict[Place, float] = {}
    for job in jobs:
        own = known.get(place_of(job), {})
        out_of_reach: set[Stage | None] = set()
        taken = []
        for stage in job.stages:
            needs = stage.needs
            if needs in out_of_reach or (needs in own and not own[needs].passed):
                out_of_reach.add(stage)
            elif stage in own or stage in usual:
                taken.append(own[stage].seconds if stage in own else usual[stage])
        if taken:
            found[place_of(job)] = sum(taken)
    return found


@dataclass(slots=True)
class Forecast:
    """The time left, from what was expected and from how this run keeps to it."""

    expected: Mapping[Place, float]
    #: Chains that run side by side.
    slots: int
    #: The jobs that are not done.
    waiting: set[Place]
    now: Callable[[], float] = time.monotonic
    began: float = field(init=False)
    _done: float = 0.0
    _left: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.now()
        self._left = sum(self._of(place) for place in self.waiting)

    @property
    def known(self) -> bool:
        """Whether earlier runs tell anything of this one."""
        return bool(self.expected)

    def finished(self, place: Place) -> None:
        """Count a chain as done."""
        if place in self.waiting:
            self.waiting.discard(place)
            self._done += self._of(place)
            self._left -= self._of(place)

    def left(self) -> float | None:
        """Seconds until the run ends; None where earlier runs tell nothing."""
        if not self.known:
            return None
        pace = 1.0 / min(self.slots, max(1, len(self.waiting)))
        if self._done > _TRUSTED * (self._done + self._left):
            pace = (self.now() - self.began) / self._done
        return max(0.0, self._left * pace)

    def _of(self, place: Place) -> float:
        if place in self.expected:
            return self.expected[place]
        return median(self.expected.values()) if self.expected else 0.0


def span(seconds: float) -> str:
    """A duration as a person says it: ``40 s``, ``6 min``, ``2 h 10 min``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def _usual(session: Session, stages: Iterable[str]) -> dict[Stage, float]:
    """The median of each stage."""
    from sqlalchemy import select

    from exportdb.store import schema
    from exportdb.store.once import table_of

    cells = table_of(schema.Cell)
    newest = session.execute(select(cells.c.id).order_by(cells.c.id.desc()).limit(1)).scalar()
    found: dict[Stage, float] = {}
    if newest is None:
        return found
    taken: dict[str, list[float]] = defaultdict(list)
    wanted = set(stages)
    # The newest rows by their id: there is no index by stage, and the whole table may hold millions.
    recent = (
        select(cells.c.stage, cells.c.seconds)
        .where(cells.c.id > newest - SAMPLE * max(1, len(wanted)) * 2, cells.c.stage.in_(wanted))
        .order_by(cells.c.id.desc())
    )
    for stage, seconds in session.execute(recent):
        if len(taken[stage]) < SAMPLE:
            taken[stage].append(seconds)
    return {Stage(stage): median(values) for stage, values in taken.items()}


class _Took(NamedTuple):
    seconds: float
    passed: bool


def _known(session: Session, names: Sequence[str]) -> dict[Place, dict[Stage | None, _Took]]:
    """What each stage of each place took when it was measured last."""
    from sqlalchemy import select

    from exportdb.store import schema
    from exportdb.store.once import table_of

    # Of the current cells alone: there is one for each place, however often it was measured.
    cases, revisions, places, cells = map(table_of, (schema.Case, schema.Revision, schema.CurrentCell, schema.Cell))
    found: dict[Place, dict[Stage | None, _Took]] = defaultdict(dict)
    for start in range(0, len(names), _BATCH):
        statement = (
            select(cases.c.name, places.c.variant, places.c.mode, cells.c.stage, cells.c.seconds, cells.c.outcome)
            .join_from(cases, revisions, revisions.c.case_id == cases.c.id)
            .join(places, places.c.revision_id == revisions.c.id)
            .join(cells, cells.c.id == places.c.cell_id)
            .where(cases.c.name.in_(names[start : start + _BATCH]))
            .order_by(cells.c.id)
        )
        for name, variant, mode, stage, seconds, outcome in session.execute(statement):
            found[name, variant, mode][Stage(stage)] = _Took(seconds, outcome == Outcome.PASS.value)
    return found
