from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

from exportdb.present.support import support_rows, timeline
from exportdb.sitewriter.content import read_content
from exportdb.sitewriter.pages import case
from exportdb.sitewriter.places import find_places
from exportdb.sitewriter.render import Renderer
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import ORIGINAL, Mode, Outcome, Stage


def test_stages_with_the_same_history_are_one_part_and_turns_are_marked(filled_db: Path) -> None:
    content = read_content(str(filled_db))
    detail = next(found for found in content.details if found.case == "flow/branch")
    here, older = content.environments
    first = support_rows(detail, content.environments)[0]
    assert (first.variant, first.mode) == (ORIGINAL, Mode.STRICT)
    assert [(part.stages[0], part.words, part.mark) for part in first.parts] == [
        (Stage.EAGER, "at or before 2.9.1", Outcome.PASS),
        (Stage.EXPORT, "never yet", Outcome.FAIL),
    ]
    assert support_rows(detail, [here]) == []
    moments = timeline(detail, content.environments, ORIGINAL, Mode.STRICT)
    assert [(m.release, m.stage, m.outcome, m.code, m.turned) for m in moments] == [
        ("2.9.1", Stage.EXPORT, Outcome.FAIL, "GB0170", False),
        ("2.13.0", Stage.EXPORT, Outcome.FAIL, "GB0170", False),
    ]
    # as if it had passed on the older release, and nothing were known of one between
    lanes = tuple(
        replace(lane, cells=tuple(replace(c, outcome=Outcome.PASS, code=None) for c in lane.cells))
        if lane.environment == older.key
        else lane
        for lane in detail.lanes
    )
    between = EnvironmentView("x", "2.10.0", "3.11", "cpython", "linux", "cpu", {}, 1)
    moments = timeline(replace(detail, lanes=lanes), [*content.environments, between], ORIGINAL, Mode.STRICT)
    assert [(m.release, m.outcome, m.turned) for m in moments] == [
        ("2.9.1", Outcome.PASS, False),
        ("2.10.0", None, False),
        ("2.13.0", Outcome.FAIL, True),
    ]


def test_the_page_has_a_column_for_each_release(filled_db: Path) -> None:
    content = read_content(str(filled_db))
    pages = {page.path: page.text for page in case.pages(content, Renderer(find_places().site / "templates"))}
    page = html.unescape(pages["case/flow/branch.md"])
    assert "## Releases { #releases }" in page
    assert '<span>2.9.1</span></th><th scope="col" class="x-stage"><span>2.13</span>' in page
    assert "never yet" in page
    assert "## Releases" not in pages["case/sizes/drawn.md"]  # measured on one release alone
