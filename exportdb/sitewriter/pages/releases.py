"""What each torch release takes, and what it changed: an overview, and a page for each release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exportdb.present.changes import LOST, NEW, OTHER, WAYS, Changed, ReleaseView, by_area, release_views
from exportdb.releases import release_of, short
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.reads import EnvironmentView, RunView
from exportdb.store.summaries import Share, total
from exportdb_engine.protocol import Mode


@dataclass(frozen=True, slots=True)
class Row:
    """A release on the overview."""

    view: ReleaseView
    environments: Sequence[EnvironmentView]
    runs: Sequence[RunView]

    @property
    def name(self) -> str:
        return short(self.view.release)

    @property
    def measured_at(self) -> str | None:
        """When its newest run began, ISO 8601 in UTC."""
        return max((run.started_at for run in self.runs), default=None)

    def share(self, mode: Mode) -> Share:
        """Of all areas."""
        return total([share for (_, of), share in self.view.shares.items() if of is mode])

    def count(self, way: str) -> int:
        """How many originals changed in a way, in either mode."""
        return len({changed.detail.case for changed in self.view.of(way, originals=True)})


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``releases.md`` with its data, and ``release/*.md`` for each release that another one was measured
    before."""
    views = release_views(content.details, content.environments)
    rows = [_row(view, content) for view in views]
    table = Table(
        "releases",
        {
            "release": "the torch release",
            "before": "the newest older one that was measured",
            "case": "the id of a case that came out otherwise than there",
            "variant": "original, or the label of a rewrite",
            "modes": "in which modes",
            "way": "; ".join(f"{way}: {says}" for way, says in WAYS.items()),
            "was": "pass, or where it stopped first, and with which code",
            "now": "the same in this release",
        },
        [
            {
                "release": short(view.release),
                "before": short(view.before or ""),
                "case": changed.detail.case,
                "variant": changed.variant,
                "modes": [str(mode) for mode in changed.modes],
                "way": changed.way,
                "was": changed.before.words,
                "now": changed.after.words,
            }
            for view in views
            for changed in view.changed
        ],
    )
    yield renderer.page(
        "releases.md",
        "releases.md.j2",
        title="Releases",
        description="What torch.export takes in each release of torch, and what each release changed",
        hide=["toc"],
        content=content,
        rows=rows,
        whole=[row for row in rows if not row.view.partial],
        most=max((view.programs for view in views), default=0),
        table=table,
        areas=sorted({area for view in views for area, _ in view.shares}),
        ways=WAYS,
        page_of=release_page,
    )
    yield from files(table, content)
    for row in rows:
        if row.view.before is not None:
            yield _page(row, content, renderer)


def release_page(release: str) -> str:
    """``release/2.13.md``."""
    return f"release/{short(release)}.md"


def _page(row: Row, content: Content, renderer: Renderer) -> Page:
    view = row.view
    return renderer.page(
        release_page(view.release),
        "release.md.j2",
        title=f"What changed in {row.name}",
        description=f"Programs that torch.export takes since {row.name}, no longer takes, or refuses otherwise",
        content=content,
        row=row,
        before=short(view.before or ""),
        sections=_sections(view),
    )


def _sections(view: ReleaseView) -> list[tuple[str, str, Mapping[str, list[Changed]]]]:
    """(anchor, heading, area -> what changed); those without anything are left out."""
    of = {(way, originals): view.of(way, originals=originals) for way in WAYS for originals in (True, False)}
    found = [
        ("new", "Newly supported", of[NEW, True]),
        ("lost", "No longer supported", of[LOST, True]),
        ("lost-rewrites", "Rewrites that no longer hold", of[LOST, False]),
        ("new-rewrites", "Rewrites that hold since", of[NEW, False]),
        ("other", "Stops elsewhere, or with another code", [*of[OTHER, True], *of[OTHER, False]]),
    ]
    return [(anchor, heading, by_area(rows)) for anchor, heading, rows in found if rows]


def _row(view: ReleaseView, content: Content) -> Row:
    mine = [e for e in content.environments if release_of(e.torch) == view.release and e.device == "cpu"]
    keys = {environment.key for environment in mine}
    return Row(view, mine, [run for run in content.runs if run.environment in keys])
