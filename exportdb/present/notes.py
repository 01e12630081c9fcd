"""What tracing did at each line of a case: the guards and symbols that the line caused, and where tracing stopped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exportdb.present.expressions import bounds, names, readable
from exportdb.present.messages import line_in_case
from exportdb.store.details import CaseDetail, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, Export, Mode


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a line caused."""

    #: ``stop``; ``guard``; or ``symbol``, for a size that depends on data.
    kind: str
    text: str
    #: In which modes and variants, where not in both modes of the original: ``strict``, ``torch.cond``.
    where: str = ""


def notes(detail: CaseDetail, environment: str | None, variants: Sequence[str]) -> dict[int, list[Note]]:
    """Line of the case file (from 1) -> its notes, for the given variants in the environment with this key."""
    found: dict[tuple[int, str, str], list[tuple[str, Mode]]] = defaultdict(list)
    lanes = [lane for lane in detail.lanes if lane.environment == environment and lane.variant in variants]
    for lane in lanes:
        for line, kind, text in _of_lane(lane, detail.path):
            place = (lane.variant, lane.mode)
            if place not in found[line, kind, text]:
                found[line, kind, text].append(place)
    by_line: dict[int, list[Note]] = defaultdict(list)
    order = {"stop": 0, "guard": 1, "symbol": 2}
    for (line, kind, text), places in sorted(found.items(), key=lambda item: (item[0][0], order[item[0][1]])):
        by_line[line].append(Note(kind, text, _where(places, {(lane.variant, lane.mode) for lane in lanes})))
    return dict(by_line)


def _of_lane(lane: Lane, path: str) -> Iterator[tuple[int, str, str]]:
    stop = lane.stop
    if stop is not None and (line := line_in_case(stop.message or "", path)) is not None:
        yield line, "stop", stop.status
    export = lane.export
    for line, kind, text in _of_export(export) if export else ():
        yield line, kind, text


def _of_export(export: Export) -> Iterator[tuple[int, str, str]]:
    named = names(export.symbols)
    for guard in export.guards:
        if guard.line is not None:
            yield guard.line, "guard", readable(guard.expression, named)
    for symbol in export.symbols:
        # a size of an input is told by its guards; other sources are those of tracing within an operator
        if symbol.line is not None and symbol.source is None:
            yield symbol.line, "symbol", f"new symbol {bounds(symbol.lower, symbol.upper, symbol.name)}"


def _where(places: Iterable[tuple[str, Mode]], measured: set[tuple[str, Mode]]) -> str:
    by_variant: dict[str, set[Mode]] = defaultdict(set)
    for variant, mode in places:
        by_variant[variant].add(mode)
    parts = []
    for variant, modes in by_variant.items():
        every = {mode for name, mode in measured if name == variant}
        words = [] if variant == ORIGINAL else [variant]
        if modes != every or len(every) == 1:
            words += [str(mode) for mode in MODES if mode in modes]
        if words:
            parts.append(", ".join(words))
        else:
            return ""
    return "; ".join(parts)
