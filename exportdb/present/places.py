"""In which variants and modes something was found, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from exportdb.store.details import Lane
from exportdb_engine.protocol import MODES, ORIGINAL, Mode


def where(lanes: Iterable[Lane]) -> str:
    """``strict; torch.cond, strict and nonstrict``: the original is not named."""
    modes: dict[str, set[Mode]] = defaultdict(set)
    for lane in lanes:
        modes[lane.variant].add(lane.mode)
    parts = []
    for variant, found in modes.items():
        words = " and ".join(str(mode) for mode in MODES if mode in found)
        parts.append(words if variant == ORIGINAL else f"{variant}, {words}")
    return "; ".join(parts)
