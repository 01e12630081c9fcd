"""Tells findings apart: one for each cause, and with it the larger programs that seem to show the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exportdb.fuzzing.kinds import rank
from exportdb.fuzzing.records import Finding

#: Operations that a name spells out.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Distinct:
    """A finding that stands for all of its cause."""

    finding: Finding
    #: What its case file is called, without suffix. The same whatever else is found.
    name: str
    #: How often the cause was met.
    times: int
    #: The case of the corpus that shows the same cause.
    known: Path | None = None
    #: Larger programs with all of its operations that go wrong in the same way, for a cause of their own.
    also: tuple[Distinct, ...] = ()


def cause_hash(cause: str) -> str:
    """A short name for a cause, for case files."""
    return hashlib.sha256(cause.encode()).hexdigest()[:16]


def merge(findings: Iterable[Finding], known: Mapping[str, Path] | None = None) -> list[Distinct]:
    """The distinct findings: the gravest kind first, small programs first.

    ``findings`` come in the order of batches; ``known`` maps hashes of causes to cases that show them. A finding with
    all operations of a smaller one of the same kind is listed below that one.
    """
    by_cause: dict[str, list[Finding]] = {}
    for finding in findings:
        by_cause.setdefault(finding.cause, []).append(finding)
    names: dict[str, str] = {}
    distinct = []
    for cause, alike in by_cause.items():
        # What has not been shrunk says less, however small it is.
        smallest = min(alike, key=lambda finding: (not finding.shrunk, finding.size, finding.order))
        name = _name(smallest, names)
        case = (known or {}).get(cause_hash(cause))
        distinct.append(Distinct(smallest, name, len(alike), case))
    distinct.sort(key=lambda one: (rank(one.finding.what), one.finding.size, one.finding.order))
    return _nested(distinct)


def _nested(distinct: list[Distinct]) -> list[Distinct]:
    roots: list[Distinct] = []
    below: dict[str, list[Distinct]] = {}
    for one in distinct:
        ops = set(one.finding.ops)
        # A case of the corpus has a place of its own, and a program without operations is a part of every other.
        root = next((r for r in roots if r.finding.what == one.finding.what and set() < set(r.finding.ops) < ops), None)
        if root is None or one.known is not None:
            roots.append(one)
        else:
            below.setdefault(root.finding.cause, []).append(one)
    return [replace(root, also=tuple(below.get(root.finding.cause, ()))) for root in roots]


def _name(finding: Finding, taken: dict[str, str]) -> str:
    """Operations and kind in lowercase_snake; a name that an earlier cause has gets a hash of the cause."""
    words = [re.sub(r"[^a-z0-9]+", "_", op.lower()).strip("_") for op in finding.ops]
    words = [word for word in words if word]
    more = [f"and_{len(words) - _NAMED}_more"] if len(words) > _NAMED else []
    what = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", finding.what).lower()
    name = "_".join([*words[:_NAMED], *more, what]) if words else f"program_{what}"
    if not name[0].isalpha():
        name = f"op_{name}"
    if taken.setdefault(name, finding.cause) != finding.cause:
        name = f"{name}_{cause_hash(finding.cause)[:6]}"
    return name
