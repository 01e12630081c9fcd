"""A case over the releases of torch: where each variant and mode stops in each of them, and since when it does not."""

from __future__ import annotations

from dataclasses import dataclass

from exportdb.present.support import Moment, Part, support_rows, timeline
from exportdb.releases import short
from exportdb.sitewriter.content import Content
from exportdb.store.details import CaseDetail
from exportdb.store.intervals import releases
from exportdb_engine.protocol import Mode


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A variant and mode."""

    variant: str
    mode: Mode
    moments: list[Moment]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows, and the releases that are their columns, in short and the oldest first."""

    rows: list[TimelineRow]
    releases: list[str]


def case_timeline(detail: CaseDetail, content: Content) -> Timeline | None:
    """The timeline; None where the case was measured with one release alone."""
    rows = [
        TimelineRow(row.variant, row.mode, timeline(detail, content.environments, row.variant, row.mode), row.parts)
        for row in support_rows(detail, content.environments)
    ]
    return Timeline(rows, [short(release) for release in releases(content.environments)]) if rows else None
