"""Writes the sources of the site: only what differs, and nothing that is no longer there is left behind."""

from __future__ import annotations

import functools
import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.places import Places
from exportdb.sitewriter.processes import in_processes, processes
from exportdb.sitewriter.render import Renderer

#: Lies in a folder of sources, and says that everything in it is ours.
MARKER = ".exportdb-pages"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the sources."""

    pages: int
    #: How many files were written or removed.
    changed: int
    #: Of all files and their contents.
    sha256: str


def write_sources(content: Content, places: Places, folder: Path) -> Written:
    """Bring ``folder`` to hold the sources of the site and nothing else; files that are as they should be stay.

    Raises OSError when it cannot be written.
    """
    files: dict[str, bytes] = dict(_static(places))
    for path, text in _generated(content, places):
        files[path] = text.encode("utf-8")
    pages = sum(path.endswith(".md") for path in files)
    files[MARKER] = b"Written by `exportdb site build`, which removes everything else from this folder.\n"
    changed = _remove_others(folder, set(files)) if (folder / MARKER).exists() else 0
    digest = hashlib.sha256()
    for path, data in sorted(files.items()):
        target = folder / path
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            changed += 1
    return Written(pages, changed, digest.hexdigest())


def _generated(content: Content, places: Places) -> Iterator[tuple[str, str]]:
    """Every page of every module in ``pages/``, written by as many processes as are of use."""
    from exportdb.sitewriter import pages

    shares = processes(len(content.details))
    names = (f"{pages.__name__}.{module.name}" for module in pkgutil.iter_modules(pages.__path__))
    jobs: list[tuple[str, slice | None]] = []
    for name in names:
        many = "share" in inspect.signature(importlib.import_module(name).pages).parameters
        jobs += [(name, slice(number, None, shares)) for number in range(shares)] if many else [(name, None)]
    jobs.sort(key=lambda job: job[1] is None)  # the long ones first
    write = functools.partial(_write, content, Renderer(places.site / "templates", [d.case for d in content.details]))
    for written in in_processes(shares, write, jobs):
        yield from written


def _write(content: Content, renderer: Renderer, name: str, share: slice | None) -> list[tuple[str, str]]:
    given = {} if share is None else {"share": share}
    return [(page.path, page.text) for page in importlib.import_module(name).pages(content, renderer, **given)]


def _static(places: Places) -> Iterator[tuple[str, bytes]]:
    """The hand-written pages and the assets."""
    for part, prefix in (("pages", ""), ("assets", "assets/")):
        folder = places.site / part
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield prefix + path.relative_to(folder).as_posix(), path.read_bytes()


def _remove_others(folder: Path, kept: Iterable[str]) -> int:
    removed = 0
    wanted = {folder / path for path in kept}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            removed += 1
    return removed
