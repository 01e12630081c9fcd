"""Badges: a label and what came out, as a small SVG that needs no font of its own."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from exportdb.present.marks import MARKS
from exportdb.store.details import CaseDetail
from exportdb_engine.protocol import MODES, ORIGINAL, Outcome

#: Colours that white text is read on (contrast of 4.5 and more).
GREEN, AMBER, RED, GREY = "#2a7139", "#8a5a00", "#b3261e", "#5f6368"
#: Average width of a sign of 11 px Verdana, in px.
_SIGN = 6.9


def badge(label: str, value: str, colour: str) -> str:
    """The SVG, 20 px high."""
    left, right = (round(len(text) * _SIGN + 12) for text in (label, value))
    name = escape(f"{label}: {value}", {'"': "&quot;"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{name}">'
        f"<title>{name}</title>"
        f'<rect width="{left}" height="20" fill="#3c4043"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{escape(value)}</text></g></svg>\n'
    )


def case_badge(detail: CaseDetail, environment: str | None) -> str:
    """Of a case: how its original comes out in each mode."""
    words, worst = [], GREEN
    for mode in MODES:
        lane = detail.lane(environment, ORIGINAL, mode)
        if lane is None:
            words.append(f"{mode} ?")
            worst = GREY if worst == GREEN else worst
            continue
        outcome = lane.stop.outcome if lane.stop else Outcome(lane.status)
        words.append(f"{mode} {MARKS[outcome].sign}")
        if outcome not in (Outcome.PASS, Outcome.SKIP):
            worst = RED if outcome in (Outcome.WRONG, Outcome.UNSOUND, Outcome.CRASH) or worst == RED else AMBER
    return badge("torch.export", " ".join(words), worst)


def share_badge(label: str, passing: int, measured: int) -> str:
    """How many of some programs pass."""
    if not measured:
        return badge(label, "not measured", GREY)
    colour = GREEN if passing == measured else AMBER if passing * 2 >= measured else RED
    return badge(label, f"{passing} of {measured} pass", colour)


def passing(details: Iterable[CaseDetail], environment: str | None) -> tuple[int, int]:
    """(originals that pass in both modes, those that were measured in both)."""
    found = [[detail.lane(environment, ORIGINAL, mode) for mode in MODES] for detail in details]
    measured = [lanes for lanes in found if all(lane is not None and lane.status != "skip" for lane in lanes)]
    return sum(all(lane is not None and lane.passes for lane in lanes) for lanes in measured), len(measured)
