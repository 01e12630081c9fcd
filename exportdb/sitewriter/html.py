"""Sources to HTML by MkDocs: in several processes, and only those pages whose sources differ from the last time."""

from __future__ import annotations

import functools
import hashlib
import logging
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from exportdb.errors import ExportdbError
from exportdb.sitewriter.places import Places
from exportdb.sitewriter.processes import in_processes, processes

#: What MkDocs says of every build that leaves pages alone.
_PARTIAL = "A 'dirty' build is being performed"


def digests(sources: Path) -> dict[str, str]:
    """Source file -> the hash of its content."""
    files = (path for path in sources.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(sources).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files}


def missing(sources: Iterable[str], out: Path) -> set[str]:
    """The sources that nothing was made of, or whose page somebody removed."""
    return {name for name in sources if not (out / _target(name)).is_file()}


def _target(name: str) -> str:
    return f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The sources that are new or differ."""
    return {name for name, digest in now.items() if before.get(name) != digest}


def render(places: Places, sources: Path, out: Path, stale: Collection[str] | None, keep: Iterable[str] = ()) -> None:
    """Render the stale sources, or all of them for None, into ``out``, from which everything else goes but ``keep``.

    A file that comes out as it was is not written. Raises ExportdbError when MkDocs has a complaint.
    """
    # Material announces there what MkDocs 2 will change; the pages are kept on MkDocs 1 (see pyproject.toml).
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    everything = sorted(digests(sources))
    wanted = everything if stale is None else sorted(set(stale) & set(everything))
    pages = [name for name in wanted if name.endswith(".md")]
    count = processes(len(pages))
    # By turns, so that the heavy pages, which lie together, are shared out.
    shares = [(set(pages[number::count]), False) for number in range(count)]
    shares[0] = (shares[0][0] | {name for name in wanted if not name.endswith(".md")}, True)
    found, made = [], {out / name for name in keep}
    for complaints, files in in_processes(
        count, functools.partial(_build, places, sources, out, stale is None), shares
    ):
        found += complaints
        made |= files
    if found:
        raise ExportdbError(
            f"MkDocs has {len(found)} complaints about the pages in {sources}", hint="\n".join(found[:10])
        )
    _remove_others(out, made)


def _build(
    places: Places, sources: Path, out: Path, full: bool, wanted: Collection[str], theme: bool
) -> tuple[list[str], set[Path]]:
    """Build the wanted sources, and with ``theme`` what the theme brings: all of it, or what is missing.

    Gives the complaints, and every file of the whole site.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException
    from mkdocs.plugins import BasePlugin

    files = {out / name for name in ("404.html", "sitemap.xml", "sitemap.xml.gz")}

    class Only(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
        """Tells MkDocs which files have changed, since it would go by their times."""

        def on_files(self, found: Any, *, config: Any) -> Any:
            for file in found:
                target = Path(file.abs_dest_path)
                files.add(out / target.relative_to(out.resolve()))
                ours = (sources / file.src_uri).is_file()
                fresh = file.src_uri in wanted if ours else theme and (full or not target.is_file())
                file.is_modified = lambda fresh=fresh: fresh
            return found

        def on_post_page(self, output: str, *, page: Any, config: Any) -> str:
            """MkDocs writes no page that is empty."""
            target = Path(page.file.abs_dest_path)
            same = target.is_file() and target.read_bytes() == output.encode("utf-8", "xmlcharrefreplace")
            return "" if same else output

    logger, heard = logging.getLogger("mkdocs"), _Complaints()
    logger.addHandler(heard)
    propagate, logger.propagate = logger.propagate, False
    try:
        loaded = load_config(str(places.config), docs_dir=str(sources.resolve()), site_dir=str(out.resolve()))
        loaded.theme.dirs.insert(0, str(places.overrides))
        loaded["nav"] = _existing(loaded["nav"], sources)
        loaded.plugins["exportdb/only"] = Only()
        loaded.plugins.on_startup(command="build", dirty=True)
        build(loaded, dirty=True)
    except (Abort, MkDocsException) as error:
        heard.found = heard.found or [str(error)]
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagate
    return heard.found, files


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


def _remove_others(out: Path, made: Collection[Path]) -> None:
    """Pages and files whose sources are gone, and folders that are empty then."""
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in made:
            path.unlink()
