"""PyTorch's own ExportDB: the level of support that it states, against what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exportdb.corpus.collections import TORCH_EXPORTDB
from exportdb.releases import short
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.details import CaseDetail, Lane
from exportdb.store.intervals import Seen, releases, seen
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Row:
    """One of their examples."""

    case: str
    #: ``SUPPORTED`` or ``NOT_SUPPORTED_YET``.
    stated: str
    lanes: dict[Mode, Lane | None]
    #: Whether what they state is what was measured; None when nothing was.
    agrees: bool | None
    remark: str
    #: Release -> mode -> what export came to there; None where it was not measured.
    releases: dict[str, dict[Mode, Seen | None]]


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``exportdb.md`` with its data."""
    theirs = [detail for detail in content.details if detail.collection == TORCH_EXPORTDB]
    # The newest first: that is what one looks for.
    known = dict(reversed(releases(content.environments).items()))
    rows = [_row(detail, content.main_key, known) for detail in theirs]
    table = Table(
        "exportdb",
        {
            "case": "its id here",
            "stated": "the level of support that PyTorch states",
            **{str(mode): f"{mode}: pass, or where it stops first: stage and code" for mode in MODES},
            "agrees": "whether that is what was measured",
            "remark": "in what it differs, or what fails later",
            **{
                f"{short(release)}.{mode}": f"what export came to in torch {short(release)}, {mode}: pass, or the code"
                for release in known
                for mode in MODES
            },
        },
        [
            {
                "case": row.case,
                "stated": row.stated,
                **{str(mode): lane.status if lane else None for mode, lane in row.lanes.items()},
                "agrees": row.agrees,
                "remark": row.remark,
                **{
                    f"{short(release)}.{mode}": seen and (seen.code or str(seen.outcome))
                    for release, modes in row.releases.items()
                    for mode, seen in modes.items()
                },
            }
            for row in rows
        ],
        {"differs": "does not agree"} if any(row.agrees is False for row in rows) else {},
    )
    yield renderer.page(
        "exportdb.md",
        "exportdb.md.j2",
        title="PyTorch's ExportDB",
        hide=["toc"],
        table=table,
        rows=rows,
        agreeing=sum(row.agrees is True for row in rows),
        measured=sum(row.agrees is not None for row in rows),
        content=content,
        releases={release: short(release) for release in known} if len(known) > 1 else {},
    )
    if rows:
        yield from files(table, content)


def _row(detail: CaseDetail, environment: str | None, known: Mapping[str, Sequence[str]]) -> Row:
    stated = detail.support_level or "SUPPORTED"
    lanes = {mode: detail.lane(environment, ORIGINAL, mode) for mode in MODES}
    exports = {mode: _exports(lane) for mode, lane in lanes.items()}
    by_mode = {mode: seen(detail.lanes, known, ORIGINAL, mode, Stage.EXPORT) for mode in MODES}
    there = {release: {mode: by_mode[mode][release] for mode in MODES} for release in known}
    if None in exports.values():
        return Row(detail.case, stated, lanes, None, "not measured in both modes", there)
    supported = stated == "SUPPORTED"
    differing = [mode for mode, works in exports.items() if works != supported]
    if not differing:
        later = [f"{mode}: {lane.status}" for mode, lane in lanes.items() if lane and supported and not lane.passes]
        return Row(detail.case, stated, lanes, True, "; ".join(later), there)
    what = "refused" if supported else "exported"
    return Row(detail.case, stated, lanes, False, f"{what} in {' and '.join(map(str, differing))}", there)


def _exports(lane: Lane | None) -> bool | None:
    cell = lane.cell(Stage.EXPORT) if lane else None
    return cell.outcome is Outcome.PASS if cell is not None else None
