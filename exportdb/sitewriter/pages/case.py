"""A page for each case: where it stops and why, what to write instead, and what the export made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exportdb.present import repro
from exportdb.present.declares import declared, differing
from exportdb.present.expressions import constraint, names, readable
from exportdb.present.messages import tidy, trimmed
from exportdb.present.notes import notes
from exportdb.present.places import where
from exportdb.present.rewriting import side_by_side, unified_diff
from exportdb.present.shapes import counterexamples, findings, tried
from exportdb.present.specs import dims
from exportdb.sitewriter.code import sides, source
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, case_page
from exportdb.store.details import CaseDetail, CellView, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, Export, Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Failure:
    """Cells that fail in the same way."""

    cell: CellView
    #: ``strict; torch.cond, strict and nonstrict``.
    where: str
    short: str
    #: None when the short text is all of it.
    full: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """What the exports of some lanes made, which is the same."""

    where: str
    export: Export
    #: Range constraints in the words of the program.
    ranges: tuple[str, ...]
    #: (symbol, what it is, value on the example).
    symbols: tuple[tuple[str, str, str], ...]
    #: Those that no line of the case is known for.
    guards: tuple[str, ...]


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``case/*.md``."""
    for detail in content.details:
        yield _page(detail, content, renderer)


def _page(detail: CaseDetail, content: Content, renderer: Renderer) -> Page:
    key = content.main_key
    lanes = [lane for lane in detail.lanes if lane.environment == key]
    measured = [e for e in content.environments if any(lane.environment == e.key for lane in detail.lanes)]
    return renderer.page(
        case_page(detail.case),
        "case.md.j2",
        title=detail.title or detail.case,
        description=f"{detail.case}: {detail.title}",
        boost=4,
        case=detail,
        content=content,
        lanes=lanes,
        measured=measured,
        originals={mode: detail.lane(key, ORIGINAL, mode) for mode in MODES},
        unexpected=_unexpected(detail, lanes),
        failures=_failures(detail, lanes),
        source=source(detail.source, notes(detail, key, detail.variants)),
        rewrites=[
            (
                rewrite,
                unified_diff(detail, rewrite),
                sides(side_by_side(detail, rewrite), (f"Original, `{detail.case}`", f"Instead, `{rewrite.label}`")),
                [detail.proof(rewrite.label, e.key) for e in measured],
            )
            for rewrite in detail.rewrites
        ],
        tried=tried(lanes),
        findings=findings(lanes),
        dimensions=dims(lanes),
        declared=declared(lanes),
        differing=differing(lanes),
        made=_made(lanes),
        repro=_repro(detail, lanes),
    )


def _unexpected(detail: CaseDetail, lanes: Sequence[Lane]) -> list[tuple[Lane, str, str]]:
    """(lane, what the case expects, what came out) where these differ."""
    found = []
    for lane in lanes:
        expected = detail.expected(lane.mode) if lane.variant == ORIGINAL else "pass"
        stops = [cell.status for cell in lane.cells if cell.outcome not in (Outcome.PASS, Outcome.SKIP)]
        actual = ", ".join(stops) or "pass"
        if detail.expect is None or expected is None or lane.status == str(Outcome.SKIP):
            continue
        if set(expected.split(", ")) != set(actual.split(", ")):
            found.append((lane, expected, actual))
    return found


def _failures(detail: CaseDetail, lanes: Sequence[Lane]) -> list[Failure]:
    groups: dict[tuple[Stage, str | None, str], list[tuple[Lane, CellView]]] = {}
    for lane in lanes:
        for cell in lane.cells:
            if cell.outcome is not Outcome.PASS and not counterexamples(cell):
                short = trimmed(tidy(cell.message or "", detail.path))
                groups.setdefault((cell.stage, cell.code, short), []).append((lane, cell))
    found = []
    for (_, _, short), places in groups.items():
        text = tidy(places[0][1].message or "", detail.path).strip()
        found.append(Failure(places[0][1], where(lane for lane, _ in places), short, text if short != text else None))
    return found


def _made(lanes: Sequence[Lane]) -> list[Made]:
    groups: dict[str, tuple[Export, list[Lane]]] = {}
    for lane in lanes:
        if lane.export is not None and lane.export.graph.strip():
            groups.setdefault(repr(lane.export), (lane.export, []))[1].append(lane)
    return [_of_export(export, where(alike)) for export, alike in groups.values()]


def _of_export(export: Export, places: str) -> Made:
    named = names(export.symbols)
    return Made(
        places,
        export,
        tuple(constraint(range_, named) for range_ in export.ranges),
        tuple(
            (symbol.name, named.get(symbol.name, symbol.source or "depends on data"), _value(symbol.value))
            for symbol in export.symbols
        ),
        tuple(readable(guard.expression, named) for guard in export.guards if guard.line is None),
    )


def _value(value: int | None) -> str:
    return "" if value is None else str(value)


def _repro(detail: CaseDetail, lanes: Sequence[Lane]) -> list[tuple[Mode, str, str | None]]:
    """(mode, with exportdb, with torch alone), for the modes in which the original stops, or for the first one."""
    stops = {lane.mode: lane.stop.stage for lane in lanes if lane.stop and lane.variant == ORIGINAL}
    chosen = stops or {MODES[0]: Stage.EXPORT}
    return [(m, repro.with_exportdb(detail, m, s), repro.with_torch(detail, m)) for m, s in chosen.items()]
