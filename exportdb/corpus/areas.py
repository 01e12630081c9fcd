"""Areas: the folders of the cases, each with an ``area.toml`` that says what it covers and what it does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportdb.corpus.toml import read_toml
from exportdb.errors import CorpusError

ABOUT = "area.toml"
_HINT = "see cases/basics/area.toml for the form"


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the area covers, and the ids of the cases that show it."""

    topic: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that belongs to the area and has no case."""

    topic: str
    why: str


@dataclass(frozen=True, slots=True)
class Area:
    """A folder of cases."""

    #: As in the id of its cases: ``control_flow``.
    name: str
    title: str
    #: A sentence.
    meaning: str
    covered: tuple[Topic, ...] = ()
    not_covered: tuple[Gap, ...] = ()


def load_areas(cases: Path) -> dict[str, Area]:
    """The areas of a folder of cases by name; a folder without an ``area.toml`` is not among them.

    Raises CorpusError when such a file is no TOML or not in its form.
    """
    found = (_read(path, path.parent.relative_to(cases).as_posix()) for path in sorted(cases.rglob(ABOUT)))
    return {area.name: area for area in found}


def _read(path: Path, name: str) -> Area:
    document = read_toml(path, _HINT)
    _no_others(path, document, ("title", "meaning", "covered", "not_covered"))
    covered = tuple(
        Topic(_text(path, entry, "topic"), _ids(path, entry, name)) for entry in _entries(path, document, "covered")
    )
    gaps = tuple(
        Gap(_text(path, entry, "topic"), _text(path, entry, "why")) for entry in _entries(path, document, "not_covered")
    )
    return Area(name, _text(path, document, "title"), _text(path, document, "meaning"), covered, gaps)


def _entries(path: Path, document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise CorpusError(f"{path}: {name} is {found!r}", hint=f"write [[{name}]] above each entry")
    for entry in found:
        _no_others(path, entry, ("topic", "cases") if name == "covered" else ("topic", "why"))
    return found


def _text(path: Path, entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise CorpusError(f"{path}: {name} is {value!r} in {entry.get('topic', 'the file')!r}", hint=_HINT)
    return value.strip()


def _ids(path: Path, entry: dict[str, Any], area: str) -> tuple[str, ...]:
    value = entry.get("cases")
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        raise CorpusError(f"{path}: cases is {value!r} in {entry.get('topic')!r}", hint='write cases = ["name"]')
    return tuple(name if "/" in name else f"{area}/{name}" for name in value)


def _no_others(path: Path, entry: dict[str, Any], known: Iterable[str]) -> None:
    for name in entry:
        if name not in known:
            raise CorpusError(f"{path}: there is no {name!r} in an area", hint=f"the names are {', '.join(known)}")
