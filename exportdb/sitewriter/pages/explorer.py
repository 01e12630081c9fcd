"""What the explorer searches: every case with its results in few bytes, and the words in which a query is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from exportdb.present.messages import tidy, trimmed
from exportdb.present.notes import notes
from exportdb.query.phrases import phrases
from exportdb.sitewriter.collections import has_page
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, case_page
from exportdb.store.details import CaseDetail, Lane
from exportdb.store.fulltext import program_text
from exportdb_engine.protocol import MODES, ORIGINAL, OUTCOMES, STAGES, Outcome, Stage

#: Characters of an error message that are searched, and how many messages of a case.
MESSAGE, MESSAGES = 500, 4
#: A letter for each outcome, in the order of the outcomes; ``.`` for a stage that has no cell.
LETTERS = "pfwuictosv"


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The file ``data/explorer.json``. The index page loads it when somebody begins to type."""
    shown = [detail for detail in content.details if has_page(detail)]
    codes = sorted({cell.code for detail in shown for lane in detail.lanes for cell in lane.cells if cell.code})
    stages = [*STAGES, *sorted({s for d in shown for lane in d.lanes for s in lane.asked if s.backend})]
    operators = sorted({op for d in shown for lane in d.lanes for op in _operators(lane)})
    numbers = {name: number for number, name in enumerate(operators)}
    document = {
        "stages": stages,
        "modes": list(MODES),
        "outcomes": list(OUTCOMES),
        "letters": LETTERS,
        "codes": codes,
        "operators": operators,
        "environments": [{"torch": e.torch, "device": e.device, "label": e.label} for e in content.environments],
        "main": next((i for i, e in enumerate(content.environments) if e == content.main), None),
        "phrases": phrases(),
        "cases": [_case(detail, content, codes, stages, numbers) for detail in shown],
    }
    yield Page("data/explorer.json", json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")


def _case(
    detail: CaseDetail, content: Content, codes: list[str], stages: list[Stage], operators: dict[str, int]
) -> dict[str, Any]:
    keys = [environment.key for environment in content.environments]
    sets = sorted({calls for lane in detail.lanes if (calls := tuple(operators[op] for op in _operators(lane)))})
    variants = list(detail.variants)
    verified = [
        i
        for i, rewrite in enumerate(detail.rewrites)
        if detail.proof(rewrite.label, content.main_key).state == "verified"
    ]
    found = {
        "i": detail.case,
        "u": case_page(detail.case).removesuffix(".md") + ".html",
        "t": detail.title,
        "e": detail.explanation,
        "a": detail.area,
        "c": detail.collection,
        "g": list(detail.tags),
        "o": sets,
        "s": program_text(detail.source).strip(),
        "x": _messages(detail),
        "w": _fault(detail, content.main_key),
        "k": len(detail.near),
        "r": [rewrite.label for rewrite in detail.rewrites],
        "v": verified,
        "h": [word for word, stated in (("issue", detail.issues), ("near", detail.near)) if stated],
        "l": [
            [
                variants.index(lane.variant),
                MODES.index(lane.mode),
                keys.index(lane.environment),
                *_lane(lane, codes, stages),
                *([sets.index(calls)] if (calls := tuple(operators[op] for op in _operators(lane))) else []),
            ]
            for lane in detail.lanes
            if lane.variant in variants
        ],
    }
    return {name: value for name, value in found.items() if value not in ("", [], None, 0)}


def _lane(lane: Lane, codes: list[str], stages: list[Stage]) -> tuple[str, list[list[int]]]:
    """A letter for each stage, and (stage, code) of those that do not pass, by number."""
    cells = {cell.stage: cell for cell in lane.cells}
    letters = "".join(LETTERS[OUTCOMES.index(cells[s].outcome)] if s in cells else "." for s in stages).rstrip(".")
    stops = [[stages.index(s), codes.index(cell.code)] for s, cell in cells.items() if cell.code]
    return letters, stops


def _operators(lane: Lane) -> list[str]:
    return sorted(lane.export.operators) if lane.export else []


def _messages(detail: CaseDetail) -> list[str]:
    """The beginnings of the messages with which the original stops, each once."""
    found: dict[str, None] = {}
    for lane in detail.lanes:
        if lane.variant == ORIGINAL:
            for cell in lane.pipeline:
                if cell.outcome not in (Outcome.PASS, Outcome.SKIP) and cell.message:
                    found.setdefault(trimmed(tidy(cell.message, detail.path)).strip()[:MESSAGE])
    return list(found)[:MESSAGES]


def _fault(detail: CaseDetail, key: str | None) -> str:
    """The line of the program at which tracing stopped, or else the first one that caused a guard."""
    by_line = notes(detail, key, (ORIGINAL,))
    lines = detail.source.splitlines()
    for kind in ("stop", "guard"):
        for line, found in by_line.items():
            if any(note.kind == kind for note in found) and line <= len(lines):
                return lines[line - 1].strip()
    return ""
