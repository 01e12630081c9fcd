"""The data: support.json with its schema, the feed, the badges, and the page that lists them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from exportdb.publish.badge import case_badge, passing, share_badge
from exportdb.publish.feed import feed
from exportdb.publish.support import CHANGELOG, SCHEMA, SCHEMA_VERSION, support_document
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.escape import slug
from exportdb.sitewriter.places import find_places
from exportdb.sitewriter.render import Page, Renderer, case_page

SUPPORT = "data/v1/support.json"


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """``data.md`` and the files that it lists, tables aside: their pages write them."""
    document = support_document(content.details, content.environments, content.main)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    yield Page(SUPPORT, text)
    yield Page("data/v1/support.schema.json", SCHEMA.read_text(encoding="utf-8"))
    yield Page("feed.xml", feed(content.events, _address, _site_url()))
    own = [detail for detail in content.details if detail.collection == "core"]
    for detail in own:
        yield Page(f"badge/{slug(detail.case)}.svg", case_badge(detail, content.main_key))
    for area in sorted({detail.area for detail in own}):
        counts = passing((detail for detail in own if detail.area == area), content.main_key)
        yield Page(f"badge/area/{slug(area)}.svg", share_badge(area, *counts))
    yield renderer.page(
        "data.md",
        "data.md.j2",
        title="Data",
        description="The support data as JSON with a schema, tables as CSV, a feed of changes, badges",
        content=content,
        support=SUPPORT,
        kib=round(len(text.encode()) / 1024),
        version=SCHEMA_VERSION,
        changelog=CHANGELOG,
        example=own[0].case if own else "control_flow/branch_on_tensor_value",
        changes=content.events[:20],
    )


def _site_url() -> str:
    """Where the site is published, with a slash at its end; empty when mkdocs.yml does not say."""
    found = re.search(r"^site_url:\s*(\S+)", find_places().config.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip("'\"").rstrip("/") + "/" if found else ""


def _address(case: str) -> str:
    page, _, anchor = case_page(case).partition("#")
    return page.removesuffix(".md") + ".html" + (f"#{anchor}" if anchor else "")
