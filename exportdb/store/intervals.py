"""Support as intervals of torch releases, derived from what was measured and never typed in.

Pure functions over a *line*: every release that anything was measured on, the oldest first, each with what came of one
case, variant, mode and stage there: True where it holds, False where it does not, None where it was not measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Protocol

from exportdb.releases import release_key, release_of, short
from exportdb.store.details import Lane
from exportdb_engine.protocol import Mode, Outcome, Stage

Line = Sequence[tuple[str, bool | None]]


@dataclass(frozen=True, slots=True)
class Interval:
    """Releases in a row in which it holds wherever it was measured."""

    #: The first and the last release in which it was seen to hold.
    first: str
    last: str
    #: Whether the release before ``first`` was measured, and does not hold. Where it was not, support may have begun
    #: earlier, after ``after``: the newest older release in which it does not hold, None where none is known.
    since_known: bool
    after: str | None
    #: Whether the release after ``last`` was measured, and does not hold. Where it was not, support may have gone on,
    #: before ``until``: the oldest newer release in which it does not hold, None where it holds to the newest measured.
    until_known: bool
    until: str | None


@dataclass(frozen=True, slots=True)
class Support:
    """In which releases something holds."""

    intervals: tuple[Interval, ...]
    #: Releases in which it was measured, and in which it was not, the oldest first.
    measured: tuple[str, ...]
    unmeasured: tuple[str, ...]

    @property
    def holds_now(self) -> bool:
        """Whether it holds in the newest release that was measured."""
        return bool(self.intervals) and self.intervals[-1].until is None

    def words(self) -> str:
        """``since 2.8``, ``2.6 to 2.9, again since 2.12``, ``at or before 2.5.1``, ``never yet``, ``not measured``."""
        if not self.measured:
            return "not measured"
        said = ", again ".join(_words(interval) for interval in self.intervals) or "never yet"
        newer = [short(r) for r in self.unmeasured if release_key(r) > release_key(self.measured[-1])]
        return f"{said} ({_listed(newer)} not measured)" if newer else said


@dataclass(frozen=True, slots=True)
class Turn:
    """A release in which it came out otherwise than in the newest older one that was measured."""

    release: str
    before: str
    holds: bool


def support(line: Line) -> Support:
    """The intervals of a line."""
    known = [(release, holds) for release, holds in line if holds is not None]
    order = [release for release, _ in line]
    intervals: list[Interval] = []
    start = 0
    for holds, group in groupby(known, key=lambda entry: entry[1]):
        rows = list(group)
        if holds:
            first, last = rows[0][0], rows[-1][0]
            begin, end = order.index(first), order.index(last)
            intervals.append(
                Interval(
                    first=first,
                    last=last,
                    since_known=begin > 0 and line[begin - 1][1] is False,
                    after=known[start - 1][0] if start else None,
                    until_known=end + 1 < len(line) and line[end + 1][1] is False,
                    until=known[start + len(rows)][0] if start + len(rows) < len(known) else None,
                )
            )
        start += len(rows)
    return Support(
        tuple(intervals),
        tuple(release for release, _ in known),
        tuple(release for release, holds in line if holds is None),
    )


def turns(line: Line) -> tuple[Turn, ...]:
    """Where a line changes, the oldest first; releases in which it was not measured are passed over."""
    known = [(release, holds) for release, holds in line if holds is not None]
    return tuple(
        Turn(release, before, holds) for (before, was), (release, holds) in pairwise(known) if was is not holds
    )


class Place(Protocol):
    """As much of an environment as tells its release."""

    @property
    def key(self) -> str: ...
    @property
    def torch(self) -> str: ...
    @property
    def device(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a stage in a release, and from which environment that is known."""

    outcome: Outcome | None
    code: str | None
    environment: str
    #: Whether it comes out now this way, now another.
    flaky: bool = False

    @property
    def holds(self) -> bool | None:
        """None where it was skipped, or is flaky: that says nothing of the program. A stage that was not reached does
        not hold."""
        return None if self.outcome is Outcome.SKIP or self.flaky else self.outcome is Outcome.PASS

    @property
    def words(self) -> str:
        """``pass``, ``fail GB0170``, ``not reached``."""
        return "not reached" if self.outcome is None else f"{self.outcome} {self.code or ''}".strip()


def releases(environments: Iterable[Place], device: str = "cpu") -> dict[str, tuple[str, ...]]:
    """Release -> the keys of its environments on a device, the oldest release first."""
    found: dict[str, list[str]] = {}
    for environment in sorted(environments, key=lambda e: release_key(e.torch)):
        if environment.device == device:
            found.setdefault(release_of(environment.torch), []).append(environment.key)
    return {release: tuple(keys) for release, keys in found.items()}


def seen(
    lanes: Iterable[Lane], known: Mapping[str, Sequence[str]], variant: str, mode: Mode, stage: Stage
) -> dict[str, Seen | None]:
    """What came of a stage of a variant and mode in each release: the newest cell, of whichever environment of it.

    None where it was not measured. ``known`` is what :func:`releases` gives.
    """
    mine = {lane.environment: lane for lane in lanes if lane.variant == variant and lane.mode is mode}
    found: dict[str, Seen | None] = {}
    for release, keys in known.items():
        cells = [cell for key in keys if (cell := _seen(mine.get(key), stage)) is not None]
        found[release] = max(cells, key=lambda cell: cell[0])[1] if cells else None
    return found


def line_of(found: Mapping[str, Seen | None]) -> Line:
    """The line of what :func:`seen` gives."""
    return [(release, cell.holds if cell else None) for release, cell in found.items()]


def supports(
    lanes: Sequence[Lane], known: Mapping[str, Sequence[str]], variant: str, mode: Mode
) -> Iterator[tuple[Stage, Support]]:
    """The support of each stage of a variant and mode that was ever asked for, in their order."""
    asked = {stage for lane in lanes if lane.variant == variant and lane.mode is mode for stage in lane.asked}
    for stage in sorted(asked, key=lambda stage: (stage.order, stage.value)):
        yield stage, support(line_of(seen(lanes, known, variant, mode, stage)))


def _seen(lane: Lane | None, stage: Stage) -> tuple[str, Seen] | None:
    """When it was measured, and what came of it."""
    if lane is None or not lane.cells:
        return None
    cell = lane.cell(stage)
    if cell is not None:
        return cell.measured_at, Seen(cell.outcome, cell.code, lane.environment, bool(cell.flaky))
    newest = max(cell.measured_at for cell in lane.cells)
    if stage not in lane.asked:
        # Nobody asked for it; but where what it needs does not hold, it does not either.
        needed = _seen(lane, stage.needs) if stage.needs is not None else None
        return (newest, Seen(None, None, lane.environment)) if needed and needed[1].holds is False else None
    skipped = any(cell.outcome is Outcome.SKIP and cell.stage.backend is None for cell in lane.cells)
    return newest, Seen(Outcome.SKIP if skipped else None, None, lane.environment)


def _words(interval: Interval) -> str:
    first, last = short(interval.first), short(interval.last)
    start = f"since {first}"
    if not interval.since_known:
        start = f"at or before {first}"
        if interval.after is not None:
            start = f"since {first} or earlier, after {short(interval.after)}"
    if interval.until is None:
        return start
    end = last if interval.until_known else f"{last} or later, before {short(interval.until)}"
    if not interval.since_known:
        alone = first == last and interval.after is None
        return f"up to {end}" if alone else f"{start}, up to {end}"
    return end if first == last else f"{first} to {end}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
