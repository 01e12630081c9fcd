from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exportdb.corpus.areas import ABOUT, Area
from exportdb.lint.base import Finding, Folder, folder_rule


@folder_rule(
    "area-topics",
    asks="Every case of an area stands under a topic of its area.toml, and every case named there exists.",
    tip="area.toml says what the area covers: [[covered]] with a topic and its cases",
)
def check(folder: Folder) -> Iterator[tuple[Path, Finding]]:
    for area in folder.areas.values():
        path = folder.path / area.name / ABOUT
        lines = path.read_text(encoding="utf-8").splitlines()
        for finding in _of(area, folder, lines):
            yield path, finding


def _of(area: Area, folder: Folder, lines: list[str]) -> Iterator[Finding]:
    told = {case for topic in area.covered for case in topic.cases}
    broken = {Path(error.path).stem for error in folder.errors}
    for case in sorted(case.case for case in folder.cases if case.area == area.name):
        if case not in told:
            yield Finding(1, f"{case} stands under no topic", "add it to the cases of one, or write a topic for it")
    for name in sorted(told - folder.by_id.keys()):
        short = name.removeprefix(f"{area.name}/")
        if short in broken:
            continue  # reported where the file is
        close = difflib.get_close_matches(name, folder.by_id, n=1)
        yield Finding(
            _line(lines, short), f"no case is called {name!r}", f"did you mean {close[0]!r}?" if close else None
        )
    for entry in area.covered:
        for name in sorted(name for name, times in Counter(entry.cases).items() if times > 1):
            yield Finding(_line(lines, entry.topic), f"{name} stands twice under {entry.topic!r}", "name it once")
    for why, times in Counter(gap.why for gap in area.not_covered).items():
        if times > 1:
            message = f"the reason {why!r} stands there {times} times"
            yield Finding(_line(lines, why), message, "make one gap of them, or say what is so of each")
    topics = [*(topic.topic for topic in area.covered), *(gap.topic for gap in area.not_covered)]
    for topic, times in Counter(topics).items():
        if times > 1:
            yield Finding(_line(lines, topic), f"the topic {topic!r} stands there {times} times", "make one of them")


def _line(lines: list[str], text: str) -> int:
    """The line on which the text stands between quotes; 1 when it is nowhere."""
    return next((number for number, line in enumerate(lines, 1) if f'"{text}"' in line), 1)
