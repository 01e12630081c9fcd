"""Sources to HTML by MkDocs: in several processes, and only those pages whose sources differ from the last time."""

from __future__ import annotations

import hashlib
import json
import logging
import multiprocessing
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from exportdb.errors import ExportdbError

#: Fewer pages than this are not worth another process.
WORTH = 60
#: What MkDocs says of every build that leaves pages alone.
_PARTIAL = "A 'dirty' build is being performed"


def digests(sources: Path) -> dict[str, str]:
    """Source file -> the hash of its content."""
    files = (path for path in sources.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(sources).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files}


def render(config: Path, sources: Path, out: Path, stale: Collection[str] | None) -> None:
    """Render the stale sources, or all of them for None, into ``out``; what has no source any more is removed.

    Raises ExportdbError when MkDocs has a complaint.
    """
    # Material announces there what MkDocs 2 will change; the pages are kept on MkDocs 1 (see pyproject.toml).
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    everything = sorted(digests(sources))
    wanted = everything if stale is None else sorted(set(stale) & set(everything))
    pages = [name for name in wanted if name.endswith(".md")]
    count = min(os.cpu_count() or 1, max(1, len(pages) // WORTH))
    # By turns, so that the heavy pages, which lie together, are shared out.
    shares = [set(pages[number::count]) for number in range(count)]
    shares[0] |= {name for name in wanted if not name.endswith(".md")}
    if count == 1:
        found = _build(config, sources, out, shares[0])
    else:
        context = multiprocessing.get_context("fork")
        with context.Pool(count) as pool:
            jobs = [(config, sources, out, share) for share in shares]
            found = [complaint for part in pool.starmap(_build, jobs) for complaint in part]
    if found:
        raise ExportdbError(
            f"MkDocs has {len(found)} complaints about the pages in {sources}", hint="\n".join(found[:10])
        )
    _remove_orphans(out, everything)


def _build(config: Path, sources: Path, out: Path, wanted: Collection[str]) -> list[str]:
    """Build the wanted pages and files; gives the complaints."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException
    from mkdocs.plugins import BasePlugin

    class Only(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
        """Tells MkDocs which files have changed: it would go by their times."""

        def on_files(self, files: Any, *, config: Any) -> Any:
            for file in files:
                own = file.src_uri in wanted
                theme = not (sources / file.src_uri).is_file()
                fresh = own or (theme and not Path(file.abs_dest_path).is_file())
                file.is_modified = lambda fresh=fresh: fresh
            return files

    logger, heard = logging.getLogger("mkdocs"), _Complaints()
    logger.addHandler(heard)
    propagate, logger.propagate = logger.propagate, False
    try:
        loaded = load_config(str(config), docs_dir=str(sources.resolve()), site_dir=str(out.resolve()))
        loaded["nav"] = _existing(loaded["nav"], sources)
        loaded.plugins["exportdb/only"] = Only()
        loaded.plugins.on_startup(command="build", dirty=True)
        build(loaded, dirty=True)
    except (Abort, MkDocsException) as error:
        return heard.found or [str(error)]
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagate
    return heard.found


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not text.startswith(_PARTIAL):
            self.found.append(text)


def _existing(nav: Any, sources: Path) -> Any:
    """The navigation without pages that were not written: an installed package has no CONTRIBUTING.md, for one."""
    if isinstance(nav, str):
        return nav if (sources / nav).is_file() else None
    if isinstance(nav, dict):
        kept = {title: _existing(item, sources) for title, item in nav.items()}
        return {title: item for title, item in kept.items() if item} or None
    return [item for item in (_existing(item, sources) for item in nav or ()) if item]


def _remove_orphans(out: Path, sources: Collection[str]) -> None:
    """Pages and files of sources that are gone; what the theme brings lies in folders of its own."""
    kept = {name.removesuffix(".md") + ".html" if name.endswith(".md") else name for name in sources}
    for folder in ("case", "area", "tag", "badge", "data", "guide"):
        for path in sorted((out / folder).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(out).as_posix() not in kept:
                path.unlink()


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The sources that are new or differ."""
    return {name for name, digest in now.items() if before.get(name) != digest}


def read_stamp(path: Path) -> dict[str, Any]:
    """What the last build left; empty where it left nothing, or was cut short."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
