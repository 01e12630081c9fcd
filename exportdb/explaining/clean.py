"""The lines of a report without what terminals, loggers, test runners and trackers put around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exportdb_engine.protocol.signature import strip_ansi

#: Characters of a report that are read; of a longer one the beginning is left out, because the last error counts.
MAX_LENGTH = 400_000
#: Put in front of lines, one inside another: each is taken off once, from the outside in, and again.
_PREFIXES = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\[(?:rank ?)?\d+\]:(?:\[rank\d+\]:)? ?",
        r"^\((?:\w+ )*(?:[\w-]+ )?pid=\d+(?:, ip=[\d.]+)?\)(?: \[repeated[^\]]*\])? ?",
        # a line of a CI log, and one of logging: time, level and name in any order
        r"^(?:\w[\w /.()-]*\t(?:[\w -]+\t))?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?"
        r"(?:Z|[+-]\d\d:?\d\d)?(?:\s*\|)? ?",
        r"^[\s|:-]*\[?(?:ERROR|CRITICAL|WARNING|INFO|DEBUG)\]?(?: [0-9-]+ [0-9:.]+)?"
        r"(?:\s*[|:]\s?| \[[\w./]+:\d+\] | - |:[\w.]+:)",
        r"^- [\w.]+ - (?:ERROR|CRITICAL|WARNING|INFO|DEBUG) - ",
        # torch's own logger: E1122 10:00:00.123000 4711 torch/_dynamo/x.py:12] [0/0]
        r"^[VIWEC]\d{4} \d\d:\d\d:\d\d\.\d+ (?:\d+ )?\S+:\d+\] ?(?:\[[\w/.:-]+\] ?)*",
        r"^[│┃|] ?(?=.*[│┃|]\s*$)",
    )
)
_BOX = re.compile(r"\s*[│┃]\s*$")
#: What pytest puts in front of the lines of an error.
_PYTEST = re.compile(r"^E(?:   |$)")
#: What word processors and notebooks make of quotes, spaces and numbers of lines.
_TYPOGRAPHY = str.maketrans({"\u00a0": " ", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_LINKED = re.compile(r"\[(\d+)\]\((?:https?|file|vscode)[^)\s]*\)")
_QUOTED = re.compile(r"^\s*> ?")


def lines_of(text: str) -> list[str]:
    """The lines, in order. Empty lines are kept, because they end things."""
    text = strip_ansi(text[-MAX_LENGTH:]).replace("\r\n", "\n").replace("\r", "\n").translate(_TYPOGRAPHY)
    text = _LINKED.sub(r"\1", text)
    if "\n" not in text.strip() and text.count("\\n") > 2:  # a repr, or a value of JSON
        text = text.replace("\\n", "\n").replace('\\"', '"')
    lines = text.expandtabs(4).splitlines() if "\t" not in text else [_tabs(line) for line in text.splitlines()]
    if _is_quotation(lines):
        lines = [_QUOTED.sub("", line) for line in lines]
    return list(_stripped(lines))


def _stripped(lines: list[str]) -> Iterator[str]:
    for line in lines:
        for _ in range(3):
            before = line
            for prefix in _PREFIXES:
                line = prefix.sub("", line)
            if line == before:
                break
        line = _BOX.sub("", line)
        if _PYTEST.match(line):
            line = line[1:].removeprefix("   ")
        yield line.rstrip()


def _tabs(line: str) -> str:
    """A log of a CI service parts its columns with tabs; what a prefix needs of them is kept."""
    return line if re.match(r"^[^\t]*\t[^\t]*\t\d{4}-", line) else line.expandtabs(4)


def _is_quotation(lines: list[str]) -> bool:
    """Whether all of it was quoted: ``>`` also marks a line in pytest's reports."""
    filled = [line for line in lines if line.strip()]
    return len(filled) > 1 and all(_QUOTED.match(line) for line in filled)
