"""Every counterexample, by what is wrong: the inputs on which an exported program and eager part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from exportdb.present.shapes import KINDS, Finding, Kind, findings, tried
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb_engine.protocol import ORIGINAL, Stage

HOLDS, ENDED = "holds", "did not end"


@dataclass(slots=True)
class Total:
    """What came of the programs of a row."""

    #: How many inputs were drawn for them.
    inputs: int = 0
    #: ``holds``, a kind's word or ``did not end`` -> number of programs.
    words: Counter[str] = field(default_factory=Counter)


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``soundness.md``."""
    rows: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    kinds: dict[str, Kind] = dict(KINDS)
    for detail in content.details:
        for finding in findings(lane for lane in detail.lanes if lane.environment == content.main_key):
            kinds.setdefault(finding.kind.name, finding.kind)
            rows[finding.kind.name].append((detail.case, finding))
    totals = _totals(content)
    met = {word for total in totals.values() for word in total.words}
    yield renderer.page(
        "soundness.md",
        "soundness.md.j2",
        title="Soundness",
        description="Inputs on which an exported program silently differs from eager, or refuses what it declares",
        content=content,
        measured=bool(totals),
        totals=totals,
        words=[word for word in (HOLDS, *(kind.word for kind in kinds.values()), ENDED) if word in met],
        kinds={kind: rows[name] for name, kind in kinds.items() if name in rows},
    )


def _totals(content: Content) -> dict[str, Total]:
    """``original, strict`` -> what came of them, in the order of the modes, originals first."""
    totals: dict[str, Total] = {}
    lanes = [lane for detail in content.details for lane in detail.lanes if lane.environment == content.main_key]
    for lane in sorted(lanes, key=lambda lane: lane.variant != ORIGINAL):
        cell = lane.cell(Stage.SHAPES)
        if cell is not None:
            name = f"{'originals' if lane.variant == ORIGINAL else 'rewrites'}, {lane.mode}"
            total = totals.setdefault(name, Total())
            total.inputs += cell.detail.get("tried", 0)
            total.words[next((line.word for line in tried([lane])), ENDED)] += 1
    return totals
