"""What others read: the support data against its schema, the feed, badges, and what the site says of them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from exportdb.publish.badge import badge, case_badge, passing, share_badge
from exportdb.publish.feed import ATOM, feed
from exportdb.publish.support import CHANGELOG, SCHEMA, SCHEMA_VERSION, support_document
from exportdb.sitewriter.content import Content, read_content
from exportdb.store import Store
from exportdb.store.events import events
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb_engine.protocol import Outcome, Stage

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def content(filled_db: Path) -> Content:
    return read_content(str(filled_db))


def test_support_data_is_what_its_schema_says(content: Content) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(json.dumps(support_document(content.details, content.environments, content.main)))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    key = document["main_environment"]
    branch = document["cases"]["flow/branch"]
    assert branch["results"][key]["original"]["strict"]["stages"]["export"] == "fail GB0170"
    assert branch["verified_rewrites"][key] == ["torch.cond"]
    assert document["schema_version"] == SCHEMA_VERSION == max(CHANGELOG)


def test_nothing_measured_is_valid_too() -> None:
    document = support_document([], [], None)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.fixture
def history(store: Store, make_case: Make, make_chain: Make, start: Make) -> Store:
    """A case that passes, fails, fails alike, and passes once it was edited."""
    texts = [make_case("flow/branch"), make_case("flow/branch", tags={"python.if"})]
    refused = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
    for day, (text, stops) in enumerate([(0, {}), (0, refused), (0, refused), (1, {})], 1):
        with store.write() as session:
            index_cases(session, [texts[text]])
            chain = make_chain(texts[text], stops=stops, measured_at=f"2026-11-0{day}T00:00:00+00:00")
            add_chain(session, start(session), chain)
    return store


def test_events_are_changes_between_measurements(history: Store) -> None:
    with history.read() as session:
        found = events(session)
    assert [(event.run, event.edited, event.changes[0][0]) for event in found] == [
        (4, True, "export"),
        (2, False, "export"),
    ]
    assert found[1].changes[0][1] == "pass"


def test_the_feed_is_atom(history: Store) -> None:
    with history.read() as session:
        text = feed(events(session), lambda case: f"case/{case}.html", "https://example.org/")
    root = ET.fromstring(text)
    names = {f"{{{ATOM}}}{name}" for name in ("id", "title", "updated")}
    assert root.tag == f"{{{ATOM}}}feed"
    assert names <= {child.tag for child in root}
    entries = root.findall(f"{{{ATOM}}}entry")
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries]
    assert len(set(ids)) == len(entries) == 2
    assert all(names <= {child.tag for child in entry} for entry in entries)
    link = entries[0].find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.get("href") == "https://example.org/case/flow/branch.html"
    assert ET.fromstring(feed([], str)).findall(f"{{{ATOM}}}entry") == []


def test_badges(content: Content) -> None:
    by_name = {detail.case: detail for detail in content.details}
    for svg, said in (
        (case_badge(by_name["flow/branch"], content.main_key), "strict ✗ nonstrict ✗"),
        (case_badge(by_name["flow/idle"], content.main_key), "strict ? nonstrict ?"),
        (share_badge("models", 3, 4), "3 of 4 pass"),
        (share_badge("models", 0, 0), "not measured"),
        (badge("<b>", '"&', "#000"), '"&'),
    ):
        root = ET.fromstring(svg)
        assert said in (root.get("aria-label") or "")
    assert passing([by_name["flow/branch"], by_name["flow/idle"]], content.main_key) == (0, 1)
