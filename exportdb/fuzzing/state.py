"""What a journal amounts to: which batches have ended, what was counted, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from exportdb.fuzzing.records import Batch, Bounds, Confirmed, Finding, Header, Line, Options


@dataclass(slots=True)
class State:
    """Built record by record, the same when a run goes on as when its journal is read again."""

    options: Options | None = None
    #: Of the newest call.
    bounds: Bounds | None = None
    header: Header | None = None
    #: Number of a batch -> its record ``end``.
    ended: dict[int, Batch] = field(default_factory=dict)
    #: Cause -> what `exportdb run` says of its case file.
    confirmed: dict[str, Confirmed] = field(default_factory=dict)
    #: Batches that have begun and not ended -> the newest record.
    running: dict[int, Batch] = field(default_factory=dict)
    _current: dict[int, dict[str, Finding]] = field(default_factory=dict)
    #: From attempts at a batch that were cut short. Run again it finds them again; should it not, they stay.
    _before: dict[str, Finding] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> State:
        state = cls()
        for line in lines:
            state.take(line)
        return state

    def take(self, line: Line) -> None:
        """Take in the next record."""
        if isinstance(line, Batch):
            self._batch(line)
        elif isinstance(line, Finding):
            self._current.setdefault(line.batch, {})[line.id] = line
        elif isinstance(line, Options):
            self.options = line
        elif isinstance(line, Bounds):
            self.bounds = line
        elif isinstance(line, Confirmed):
            self.confirmed[line.cause] = line
        else:
            self.header = line

    def _batch(self, record: Batch) -> None:
        if record.state == "begin":
            for finding in self._current.pop(record.batch, {}).values():
                older = self._before.get(finding.id)
                if older is None or finding.shrunk or not older.shrunk:
                    self._before[finding.id] = finding
            self.ended.pop(record.batch, None)
        if record.state == "end":
            self.running.pop(record.batch, None)
            self.ended[record.batch] = record
        else:
            self.running[record.batch] = record

    def close_running(self) -> None:
        """The process that ran these batches is gone: they count as not begun."""
        self.running.clear()

    def findings(self) -> list[Finding]:
        """Every finding once, in the order of batches; the newest record of each."""
        found = dict(self._before)
        for batch, own in self._current.items():
            for finding in own.values():
                older = found.get(finding.id)
                if older is None or batch in self.ended or finding.shrunk or not older.shrunk:
                    found[finding.id] = finding
        return sorted(found.values(), key=lambda finding: finding.order)

    def causes_before(self, batch: int) -> list[str]:
        """The causes that batches below this number have found, each once, in order.

        Only ended batches count, so that a run that was cut short and gone on with knows what an uncut one knows.
        """
        ended = (self._current.get(number, {}) for number in sorted(self.ended) if number < batch)
        found = (finding for own in ended for finding in sorted(own.values(), key=lambda finding: finding.order))
        return list(dict.fromkeys(finding.cause for finding in found))

    def missing(self, first: int, last: int) -> list[tuple[int, int]]:
        """The batches from ``first`` up to, not including, ``last`` that have not ended, as such pairs."""
        pairs: list[tuple[int, int]] = []
        for number in range(first, last):
            if number in self.ended:
                continue
            if pairs and pairs[-1][1] == number:
                pairs[-1] = (pairs[-1][0], number + 1)
            else:
                pairs.append((number, number + 1))
        return pairs

    def totals(self) -> Totals:
        """The counts of all batches, those that are under way included."""
        return total([*self.ended.values(), *self.running.values()])


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over batches."""

    programs: int
    accepted: int | dict[str, int]
    refused: dict[str, int]
    duplicates: int
    #: Of batches that ran at the same time these add up.
    seconds: float


def total(batches: Sequence[Batch]) -> Totals:
    """The sums over batches."""
    refused: Counter[str] = Counter()
    by_mode: Counter[str] = Counter()
    plain = 0
    for batch in batches:
        refused.update(batch.refused)
        if isinstance(batch.accepted, dict):
            by_mode.update(batch.accepted)
        else:
            plain += batch.accepted
    return Totals(
        programs=sum(batch.programs for batch in batches),
        accepted=dict(sorted(by_mode.items())) if by_mode else plain,
        refused=dict(sorted(refused.items())),
        duplicates=sum(batch.duplicates for batch in batches),
        seconds=sum(batch.seconds for batch in batches),
    )
