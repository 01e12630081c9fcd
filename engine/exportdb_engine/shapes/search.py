"""Looks for the smallest draw on which a program and eager part."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky

from exportdb_engine.shapes.check import KINDS, Broken, Subject, check
from exportdb_engine.shapes.draws import Draw, always, strategy

#: CPU seconds after which no further draw is begun. A stage has 60 of them by default.
ENOUGH = 6.0
#: Different findings of one program that are shrunk; further ones are kept as they were found.
SHRUNK = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A draw on which a property does not hold."""

    broken: Broken
    draw: Draw
    shrunk: bool


@dataclass(slots=True)
class Result:
    """What a search came to."""

    found: list[Found] = field(default_factory=list)
    #: Why it ended before all draws were tried.
    stopped: str | None = None


class _Enough(Exception):
    pass


def search(subject: Subject, *, examples: int, seed: int, trying: Callable[[Draw], None] = lambda draw: None) -> Result:
    """Try what is always tried and ``examples`` draws more; shrink what is found.

    ``trying`` is told of every draw beforehand, for whoever outlives this process. Equal seeds give equal results.
    """
    result = Result()
    first: dict[tuple[str, str], tuple[Broken, Draw]] = {}
    began = time.process_time()

    def look(draw: Draw) -> None:
        if time.process_time() - began > ENOUGH:
            raise _Enough
        trying(draw)
        for broken in check(subject, draw):
            first.setdefault((broken.kind, broken.form), (broken, draw))

    try:
        for draw in always(subject.declared):
            look(draw)
        if subject.declared.leaves:
            _drawn(look, subject, examples, seed, (Phase.generate,))
    except _Enough:
        result.stopped = f"after {ENOUGH:g} CPU seconds"
    counts = dict(subject.counts)
    for number, (broken, draw) in enumerate(_distinct(first)):
        smallest = None
        if number < SHRUNK and result.stopped is None:
            smallest = _shrunk(subject, broken, examples, seed, trying)
        result.found.append(Found(*(smallest or (broken, draw)), shrunk=smallest is not None))
    subject.counts.clear()
    subject.counts.update(counts)
    return result


def _distinct(first: dict[tuple[str, str], tuple[Broken, Draw]]) -> Iterator[tuple[Broken, Draw]]:
    """The worst first; what the exported program gets wrong is not told again of what was made from it."""
    told: dict[str, str] = {}
    for (kind, form), found in sorted(first.items(), key=lambda item: KINDS.index(item[0][0])):
        if told.setdefault(kind, form) == form or "exported" not in (told[kind], form):
            yield found


def _shrunk(
    subject: Subject, broken: Broken, examples: int, seed: int, trying: Callable[[Draw], None]
) -> tuple[Broken, Draw] | None:
    """The smallest draw that breaks the same property in the same form, or None when chance does not meet it again."""
    best: list[tuple[Broken, Draw]] = []
    began = time.process_time()

    def look(draw: Draw) -> None:
        if time.process_time() - began > ENOUGH:
            return
        trying(draw)
        for again in check(subject, draw, (broken.form,)):
            if (again.kind, again.form) == (broken.kind, broken.form):
                best.append((again, draw))
                raise _Again

    try:
        _drawn(look, subject, max(4 * examples, 200), seed, (Phase.generate, Phase.shrink))
    except (_Again, Flaky):
        # Hypothesis ends with the smallest one. It calls a search flaky that was ended for the time it took.
        return best[-1]
    return None


class _Again(Exception):
    pass


def _drawn(look: Callable[[Draw], None], subject: Subject, examples: int, seed: int, phases: tuple[Phase, ...]) -> None:
    run = given(strategy(subject.declared))(look)
    run = settings(
        max_examples=examples,
        phases=phases,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        verbosity=Verbosity.quiet,
    )(run)
    seeded(seed)(run)()


def warm_up() -> None:
    """Draw a little, so that children need not do what Hypothesis does only once."""
    from hypothesis import strategies as st

    run = given(st.tuples(st.integers(0, 3), st.sampled_from([1, 2]), st.one_of(st.none(), st.integers(0, 2))))(
        lambda value: None
    )
    settings(max_examples=5, database=None, deadline=None, suppress_health_check=list(HealthCheck))(run)()
