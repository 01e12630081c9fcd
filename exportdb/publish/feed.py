"""Status changes as an Atom feed (RFC 4287)."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

from exportdb.present.clean import cleaned
from exportdb.store.events import Event
from exportdb_engine.protocol import ORIGINAL

ATOM = "http://www.w3.org/2005/Atom"
#: What the ids of entries begin with (RFC 4151).
TAG = "tag:exportdb,2026"


def feed(events: Sequence[Event], page: Callable[[str], str], site_url: str = "") -> str:
    """The feed as a text. ``page`` gives the address of a case, below the address of the site."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    if site_url:
        root.set("{http://www.w3.org/XML/1998/namespace}base", site_url)
    _text(root, "title", "exportdb: status changes")
    _text(root, "id", f"{TAG}:feed")
    _text(root, "updated", _moment(events[0].measured_at) if events else "1970-01-01T00:00:00Z")
    _link(root, "self", f"{site_url}feed.xml")
    _link(root, "alternate", site_url or "index.html")
    author = ET.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", "exportdb")
    for event in events:
        _entry(root, event, page, site_url)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _entry(root: ET.Element, event: Event, page: Callable[[str], str], site_url: str) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    place = f"{event.environment}/{event.case}/{event.variant}/{event.mode}/{event.run}"
    stage, before, after = event.changes[0]
    what = f" ({event.variant})" if event.variant != ORIGINAL else ""
    _text(entry, "title", f"{event.case}{what}, {event.mode}, {stage}: {before} → {after}")
    _text(entry, "id", f"{TAG}:{hashlib.sha256(place.encode()).hexdigest()[:24]}")
    _text(entry, "updated", _moment(event.measured_at))
    _link(entry, "alternate", f"{site_url}{page(event.case)}")
    lines = [f"{stage}: {before} → {after}" for stage, before, after in event.changes]
    why = "The case was edited." if event.edited else "The case is the same text."
    _text(entry, "summary", f"torch {event.torch}, run {event.run}. {'; '.join(lines)}. {why}")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = cleaned(text)


def _link(parent: ET.Element, rel: str, href: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href)


def _moment(text: str) -> str:
    return text if text.endswith("Z") or "+" in text[10:] else f"{text}Z"
