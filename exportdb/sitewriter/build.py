"""Builds the site: sources first, then HTML by MkDocs, with no warning let through."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportdb import __version__
from exportdb.errors import ExportdbError
from exportdb.sitewriter.places import Places, find_places

#: Lies in the built folder: it is ours, and made of these sources.
STAMP = ".exportdb-site.json"
MISSING = "the packages of the site are not installed"
HINT = "install them with: pip install 'exportdb[site]'"


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    folder: Path
    pages: int
    #: How many source files differ from the last time.
    changed: int
    #: False when the HTML was already that of these sources.
    rendered: bool


def build_site(db: str, out: Path, *, cases: Path | None = None, env: str | None = None, force: bool = False) -> Built:
    """Build the site into ``out``, with its sources in a folder beside it, ``<out>-src``.

    Raises ExportdbError when MkDocs is missing or has a warning, when ``out`` holds something else, and when the
    database cannot be read.
    """
    try:
        import jinja2  # noqa: F401
        import material  # type: ignore[import-untyped]  # noqa: F401
        import mkdocs  # noqa: F401
    except ModuleNotFoundError as error:
        raise ExportdbError(f"{MISSING}: no module {error.name!r}", hint=HINT) from error
    from exportdb.sitewriter.content import read_content
    from exportdb.sitewriter.html import changed, digests, missing, render
    from exportdb.sitewriter.inputs import inputs
    from exportdb.sitewriter.write import MARKER, write_sources

    places = find_places()
    sources = out.with_name(f"{out.name}-src")
    for folder, ours in ((out, STAMP), (sources, MARKER)):
        if folder.exists() and not folder.is_dir():
            raise ExportdbError(f"{folder} is a file", hint="name a folder with --out DIR")
        if folder.is_dir() and any(folder.iterdir()) and not (folder / ours).exists():
            raise ExportdbError(
                f"{folder} holds something that `exportdb site build` did not write",
                hint="building removes everything else from it: name another folder with --out DIR, or empty it",
            )
    made, given = _made(places), inputs(db, places, cases, env)
    before = {} if force else _read_stamp(out / STAMP)
    if before.get("made") != made:
        before = {}
    known: dict[str, str] = before.get("sources", {})
    try:
        lost = missing(known, out)
        if known and given and before.get("inputs") == given and digests(sources) == known and not lost:
            return Built(out, _pages(known), 0, False)
        content = read_content(db, cases=cases, env=env, checkout=places.checkout)
        written = write_sources(content, places, sources)
        now = digests(sources)
        stamp = json.dumps({"made": made, "inputs": given, "sources": now}) + "\n"
        stale = changed(known, now) | lost
        if known == now and not lost:
            (out / STAMP).write_text(stamp, encoding="utf-8")
            return Built(out, written.pages, written.changed, False)
        out.mkdir(parents=True, exist_ok=True)
        (out / STAMP).write_text("{}\n", encoding="utf-8")  # ours, and not finished
        # Every page shows the menu.
        everything = not known or _menu(now) != _menu(known)
        render(places, sources, out, None if everything else stale, keep=(STAMP,))
        (out / STAMP).write_text(stamp, encoding="utf-8")
    except OSError as error:
        raise ExportdbError(
            f"{error.filename or out} cannot be written: {error.strerror}", hint="name another folder with --out DIR"
        ) from error
    return Built(out, written.pages, written.changed, True)


def _made(places: Places) -> dict[str, str]:
    """What changes every page when it changes."""
    versions = {name: importlib.metadata.version(name) for name in ("mkdocs", "mkdocs-material")}
    frame = b"".join(path.read_bytes() for path in (places.config, *sorted(places.overrides.glob("*.html"))))
    return {**versions, "exportdb": __version__, "frame": hashlib.sha256(frame).hexdigest()}


def _read_stamp(path: Path) -> dict[str, Any]:
    """What the last build left; empty where it left nothing, or was cut short."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _pages(sources: Iterable[str]) -> int:
    return sum(name.endswith(".md") for name in sources)


def _menu(sources: Iterable[str]) -> set[str]:
    """The pages that the menu may name: those that are not one of many."""
    return {
        name for name in sources if name.endswith(".md") and not name.startswith(("case/", "tag/", "area/", "release/"))
    }
