"""Builds the site: sources first, then HTML by MkDocs, with no warning let through."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportdb import __version__
from exportdb.errors import ExportdbError

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
    from exportdb.sitewriter.places import find_places
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
    content = read_content(db, cases=cases, env=env, checkout=places.checkout)
    try:
        written = write_sources(content, places, sources)
        stamp = _stamp(written.sha256, places.config)
        known = out / STAMP
        if not force and known.is_file() and known.read_text(encoding="utf-8") == stamp:
            return Built(out, written.pages, written.changed, False)
        out.mkdir(parents=True, exist_ok=True)
        known.write_text("{}\n", encoding="utf-8")  # ours, and not finished
        _render(places.config, sources, out)
        known.write_text(stamp, encoding="utf-8")
    except OSError as error:
        raise ExportdbError(
            f"{error.filename or out} cannot be written: {error.strerror}", hint="name another folder with --out DIR"
        ) from error
    return Built(out, written.pages, written.changed, True)


def _stamp(sources: str, config: Path) -> str:
    made = {name: importlib.metadata.version(name) for name in ("mkdocs", "mkdocs-material")}
    made |= {"exportdb": __version__, "config": hashlib.sha256(config.read_bytes()).hexdigest(), "sources": sources}
    return json.dumps(made, indent=1) + "\n"


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


def _render(config: Path, sources: Path, out: Path) -> None:
    """Runs MkDocs. Raises ExportdbError when it warns of anything."""
    # Material announces there what MkDocs 2 will change; the pages are kept on MkDocs 1 (see pyproject.toml).
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    logger, warnings = logging.getLogger("mkdocs"), _Warnings()
    logger.addHandler(warnings)
    propagate, logger.propagate = logger.propagate, False
    try:
        loaded = load_config(str(config), docs_dir=str(sources.resolve()), site_dir=str(out.resolve()), strict=True)
        loaded["nav"] = _existing(loaded["nav"], sources)
        loaded.plugins.on_startup(command="build", dirty=False)
        build(loaded)
    except (Abort, MkDocsException) as error:
        found = warnings.found or [str(error)]
        raise ExportdbError(
            f"MkDocs has {len(found)} complaints about the pages in {sources}", hint="\n".join(found[:10])
        ) from error
    finally:
        logger.removeHandler(warnings)
        logger.propagate = propagate


def _existing(nav: Any, sources: Path) -> Any:
    """The navigation without pages that were not written: an installed package has no CONTRIBUTING.md, for one."""
    if isinstance(nav, str):
        return nav if (sources / nav).is_file() else None
    if isinstance(nav, dict):
        kept = {title: _existing(item, sources) for title, item in nav.items()}
        return {title: item for title, item in kept.items() if item} or None
    return [item for item in (_existing(item, sources) for item in nav or ()) if item]
