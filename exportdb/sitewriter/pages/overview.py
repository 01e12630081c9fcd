"""What share is supported: by mode, stage, area, collection, backend and release, as charts and as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from exportdb.present.marks import MARKS
from exportdb.sitewriter.charts import Bar, Part, bars
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, area_page
from exportdb.store.details import CaseDetail, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Mode, Outcome

#: The order in a bar: what holds first, then from plain refusals to what is worst.
ORDER = (
    Outcome.PASS, Outcome.FAIL, Outcome.INTERNAL, Outcome.TIMEOUT, Outcome.OOM, Outcome.CRASH, Outcome.WRONG,
    Outcome.UNSOUND, Outcome.INVALID, Outcome.SKIP,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, the table that says the same, and what is counted."""

    title: str
    anchor: str
    note: str
    drawing: Markup
    bars: Sequence[Bar]
    outcomes: Sequence[Outcome]


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``overview.md``."""
    yield renderer.page(
        "overview.md",
        "overview.md.j2",
        title="Overview",
        description="What share of programs torch.export supports, by mode, stage, area, backend and release",
        content=content,
        charts=list(_charts(content)),
    )


def _charts(content: Content) -> Iterator[Chart]:
    if content.main is None:
        return
    own = [detail for detail in content.details if detail.collection == "core"]
    key = content.main.key
    yield _chart(
        "Programs by mode", "modes", "Originals of the core corpus: where each stops first, or that it passes all.",
        [_bar(str(mode), _firsts(own, key, mode)) for mode in MODES],
    )  # fmt: skip
    stages = [stage for stage in STAGES if any(stage in lane.asked for detail in own for lane in detail.lanes)]
    for mode in MODES:
        yield _chart(
            f"Stages, {mode}", f"stages-{mode}",
            "Originals that came to the stage; one that stopped before is not counted.",
            [_bar(str(s), _cells(own, key, mode, lambda lane, s=s: lane.cell(s))) for s in stages],  # type: ignore[misc]
        )  # fmt: skip
    areas = sorted({detail.area for detail in own})
    for mode in MODES:
        rows = [
            _bar(
                area,
                _firsts((d for d in own if d.area == area), key, mode),
                area_page(area).removesuffix(".md") + ".html",
            )
            for area in areas
        ]
        yield _chart(f"Areas, {mode}", f"areas-{mode}", "Originals of each area: where each stops first.", rows)
    others = sorted({detail.collection for detail in content.details} - {"core"})
    if others:
        rows = [
            _bar(f"{name}, {mode}", _firsts((d for d in content.details if d.collection == name), key, mode))
            for name in others
            for mode in MODES
        ]
        yield _chart("Collections", "collections", "Programs that others wrote, through the same stages.", rows)
    backends = sorted({cell.stage for d in content.details for lane in d.lanes for cell in lane.lowered})
    if backends:
        rows = [
            _bar(stage.backend or "", _cells(content.details, key, Mode.NONSTRICT, lambda lane, s=stage: lane.cell(s)))  # type: ignore[misc]
            for stage in backends
        ]
        yield _chart("Backends", "backends", "Originals exported in non-strict mode and handed to the backend.", rows)
    if len(content.environments) > 1:
        for mode in MODES:
            rows = [_bar(e.label, _firsts(own, e.key, mode)) for e in content.environments]
            yield _chart(f"Releases, {mode}", f"releases-{mode}", "The same originals on each environment.", rows)


def _chart(title: str, anchor: str, note: str, rows: list[Bar]) -> Chart:
    rows = [bar for bar in rows if bar.total]
    names = {part.name for bar in rows for part in bar.parts if part.count}
    return Chart(title, anchor, note, bars(title, rows), rows, [o for o in ORDER if str(o) in names])


def _bar(label: str, counts: Counter[Outcome], href: str = "") -> Bar:
    parts = (Part(counts[o], str(o), f"x-{o}", MARKS[o].sign) for o in ORDER)
    return Bar(label, tuple(parts), href)


def _firsts(details: Iterable[CaseDetail], key: str, mode: Mode) -> Counter[Outcome]:
    lanes = (detail.lane(key, ORIGINAL, mode) for detail in details)
    return Counter(lane.stop.outcome if lane.stop else Outcome(lane.status) for lane in lanes if lane and lane.status)


def _cells(details: Iterable[CaseDetail], key: str, mode: Mode, cell_of: Callable[[Lane], object]) -> Counter[Outcome]:
    lanes = (detail.lane(key, ORIGINAL, mode) for detail in details)
    cells = (cell_of(lane) for lane in lanes if lane is not None)
    return Counter(cell.outcome for cell in cells if cell is not None)  # type: ignore[attr-defined]
