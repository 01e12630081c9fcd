"""What exported programs declare of their inputs, and whether the two modes agree on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exportdb.store.details import Lane


@dataclass(frozen=True, slots=True)
class Declared:
    """What the programs of some lanes declare, which is the same."""

    lanes: tuple[Lane, ...]
    #: ``x: f32[n0, 4]``, then ``2 <= n0 <= 16``; a symbol has its name from the order in which they appear.
    lines: tuple[str, ...]


def declared(lanes: Iterable[Lane]) -> list[Declared]:
    """What the lanes declare, alike ones together; without those of which it is not known."""
    groups: dict[tuple[str, ...], list[Lane]] = {}
    for lane in lanes:
        if lane.export is not None and lane.export.declares is not None:
            groups.setdefault(lane.export.declares, []).append(lane)
    return [Declared(tuple(alike), lines) for lines, alike in groups.items()]


def differing(lanes: Iterable[Lane]) -> dict[str, list[Declared]]:
    """Variant -> what its modes declare, for the variants whose modes declare different things."""
    by_variant: dict[str, list[Lane]] = {}
    for lane in lanes:
        by_variant.setdefault(lane.variant, []).append(lane)
    found = {variant: declared(own) for variant, own in by_variant.items()}
    return {variant: parts for variant, parts in found.items() if len(parts) > 1}
