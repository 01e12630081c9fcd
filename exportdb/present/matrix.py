"""The reload matrix: of the programs that a release saved, how many another one loads, and what stops the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from exportdb.releases import release_key, release_of
from exportdb.store.reloads import Reloaded
from exportdb_engine.protocol import Outcome

#: Step, outcome and code.
Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """What a release makes of the programs of another."""

    #: Programs that were loaded, and those of them that do what they did.
    tried: int
    passed: int
    #: Programs whose case cannot be used in the loading release by itself.
    skipped: int
    #: Every way in which others stop -> their cases; the most common first.
    codes: dict[Way, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Releases against releases, the oldest first."""

    saved: tuple[str, ...]
    loaded: tuple[str, ...]
    #: (saved by, loaded by) -> what came of it.
    pairs: dict[tuple[str, str], Pair]
    #: Release -> cases that it does not export, or not save.
    unsaved: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Every case that was tried.
    cases: tuple[str, ...] = ()


def matrix(found: Iterable[Reloaded]) -> Matrix:
    """The matrix of what :func:`exportdb.store.reloads.reloads` gives; environments of one release count together."""
    by_pair: dict[tuple[str, str], list[Reloaded]] = {}
    unsaved: dict[str, set[str]] = {}
    cases = set()
    for one in found:
        cases.add(one.case)
        saved, loaded = release_of(one.saved_torch), release_of(one.loaded_torch)
        if one.step == "save":
            if one.outcome is not Outcome.SKIP:
                unsaved.setdefault(saved, set()).add(one.case)
        else:
            by_pair.setdefault((saved, loaded), []).append(one)
    order = sorted(by_pair, key=lambda pair: (release_key(pair[0]), release_key(pair[1])))
    return Matrix(
        tuple(dict.fromkeys(saved for saved, _ in order)),
        tuple(sorted({loaded for _, loaded in order}, key=release_key)),
        {pair: _pair(by_pair[pair]) for pair in order},
        {release: tuple(sorted(unsaved[release])) for release in sorted(unsaved, key=release_key)},
        tuple(sorted(cases)),
    )


def _pair(found: list[Reloaded]) -> Pair:
    ways: dict[Way, set[str]] = {}
    for one in found:
        if one.outcome not in (Outcome.PASS, Outcome.SKIP):
            ways.setdefault((one.step, one.outcome.value, one.code or ""), set()).add(one.case)
    order = sorted(ways, key=lambda way: (-len(ways[way]), way))
    skipped = sum(one.outcome is Outcome.SKIP for one in found)
    passed = sum(one.outcome is Outcome.PASS for one in found)
    return Pair(len(found) - skipped, passed, skipped, {way: tuple(sorted(ways[way])) for way in order})
