"""Compares two sides, cell by cell, and says why a cell differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exportdb.diffing.sides import Place, Side, SideCell, SideChain
from exportdb_engine.protocol.vocabulary import MODES, ORIGINAL, STAGES

#: What can have made a result differ; the last one when none of the others did.
CAUSES = (
    "case edited",
    "torch changed",
    "environment changed",
    "engine changed",
    "limits changed",
    "flake",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs, or is on one side alone."""

    case: str
    variant: str
    mode: str
    stage: str
    before: SideCell | None
    after: SideCell | None
    #: Those of CAUSES that apply; more than one when several things changed together.
    causes: tuple[str, ...] = ()

    @property
    def transition(self) -> str:
        """``pass -> fail``; a stage without a cell was ``not reached``."""
        before, after = (cell.outcome if cell else "not reached" for cell in (self.before, self.after))
        return f"{before} -> {after}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two sides, in the order of cases and stages."""

    before: Side
    after: Side
    #: The outcome or the code differs.
    changed: tuple[Change, ...]
    #: The same outcome and code, with another signature.
    message_changed: tuple[Change, ...]
    #: Reached on one side alone, because an earlier stage differs.
    reach_changed: tuple[Change, ...]
    #: Measured on one side alone.
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    #: Cells that are equal.
    same: int

    @property
    def differs(self) -> bool:
        return bool(self.changed or self.message_changed or self.reach_changed or self.added or self.removed)

    def by_cause(self) -> dict[str, int]:
        """How many changed cells each cause, or combination of causes, has."""
        return dict(Counter(" and ".join(change.causes) for change in self.changed).most_common())

    def by_transition(self) -> dict[str, int]:
        return dict(Counter(change.transition for change in self.changed).most_common())


def compare(before: Side, after: Side) -> Comparison:
    """What differs between two sides."""
    lists: dict[str, list[Change]] = {
        name: [] for name in ("changed", "message_changed", "reach_changed", "added", "removed")
    }
    same = 0
    for key in sorted(before.cells.keys() | after.cells.keys(), key=_order):
        old, new = before.cells.get(key), after.cells.get(key)
        kind = _kind(before, after, key, old, new)
        if kind is None:
            same += 1
            continue
        place = key[:3]
        measured = _chain(before, place, old), _chain(after, place, new)
        causes = _causes(before, after, *measured) if kind not in ("added", "removed") else ()
        lists[kind].append(Change(*key, old, new, causes))
    return Comparison(before, after, **{name: tuple(found) for name, found in lists.items()}, same=same)


def _kind(
    before: Side, after: Side, key: tuple[str, str, str, str], old: SideCell | None, new: SideCell | None
) -> str | None:
    """The list of Comparison that a cell belongs to; None when it is equal on both sides."""
    place, stage = key[:3], key[3]
    if old is None:
        return "reach_changed" if before.asked(place, stage) else "added"
    if new is None:
        return "reach_changed" if after.asked(place, stage) else "removed"
    if (old.outcome, old.code) != (new.outcome, new.code):
        return "changed"
    return "message_changed" if old.signature != new.signature else None


def _chain(side: Side, place: Place, cell: SideCell | None) -> SideChain | None:
    """The chain that the cell, or that it is missing, comes from."""
    return cell.chain if cell else side.chains.get(place)


def _causes(before: Side, after: Side, old: SideChain | None, new: SideChain | None) -> tuple[str, ...]:
    return () if old is None or new is None else causes(before.fields, after.fields, old, new)


def causes(before: Mapping[str, Any], after: Mapping[str, Any], old: SideChain, new: SideChain) -> tuple[str, ...]:
    """Those of CAUSES that apply between two measurements of a program, each with the fields of its environment."""
    found = _circumstances(before, after, old, new)
    if not found:
        # the fingerprint takes in the case, the engine, the environment and the limits, of which the last are left
        found = ["limits changed" if old.fingerprint != new.fingerprint else "flake"]
    return tuple(found)


def _circumstances(before: Mapping[str, Any], after: Mapping[str, Any], old: SideChain, new: SideChain) -> list[str]:
    found = []
    if old.sha256 != new.sha256:
        found.append("case edited")
    if before["torch"] != after["torch"]:
        found.append("torch changed")
    if _without_torch(before) != _without_torch(after):
        found.append("environment changed")
    if old.engine != new.engine:
        found.append("engine changed")
    return found


def _without_torch(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "torch"}


def _order(key: tuple[str, str, str, str]) -> tuple[Any, ...]:
    case, variant, mode, stage = key
    return (case, variant != ORIGINAL, variant, _rank(MODES, mode), _rank(STAGES, stage), stage)


def _rank(words: tuple[Any, ...], word: str) -> int:
    """The place of a word in the vocabulary; last when a newer worker wrote it."""
    return words.index(word) if word in words else len(words)
