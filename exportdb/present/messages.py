"""Error messages for people: without the parts that repeat what is shown elsewhere, and without paths of a machine."""

from __future__ import annotations

import re

from exportdb_engine.protocol.signature import strip_ansi

#: Where the part ends that says what went wrong, and what to do about it. A message may begin with one of these.
_ENDS = re.compile(
    r"^\s*(from user code:|Set TORCHDYNAMO_VERBOSE|Set TORCH_LOGS|For more information, run with|User Stack|"
    r"C\+\+ stack trace:|For C\+\+ stack trace|The following call raised|Traceback \(most recent call last\)|"
    r"The error above occurred when calling|Caused by: \(|Developer debug context:|"
    r"For more details about this graph break)",
    re.IGNORECASE | re.MULTILINE,
)
_INSTALLED = re.compile(r"(?:[A-Za-z]:)?[^\s\"':,(]*[/\\](?:site|dist)-packages[/\\]")
_EMPTY = re.compile(r"\n(?:[ \t]*\n)+")
MAX_LINES = 16


def trimmed(message: str) -> str:
    """The part of a message that explains the failure, at most 16 lines of it."""
    end = _ENDS.search(message)
    if end is not None and message[: end.start()].strip():
        message = message[: end.start()]
    lines = _EMPTY.sub("\n\n", message.strip()).splitlines()
    return "\n".join(lines if len(lines) <= MAX_LINES else [*lines[:MAX_LINES], "..."])


def tidy(message: str, path: str) -> str:
    """The message without the folders before installed packages and before the case file ``path``, and uncoloured."""
    text = _INSTALLED.sub("", strip_ansi(message))
    if not path:
        return text
    return re.sub(rf"(?:[A-Za-z]:)?[^\s\"':,(]*[/\\](?={re.escape(path)}\b)", "", text)


def line_in_case(message: str, path: str) -> int | None:
    """The line of the case file that a message names last, from 1: the innermost call."""
    found = re.findall(rf"{re.escape(path)}\"?(?:, line |:)(\d+)", message)
    return int(found[-1]) if found else None
