"""The signature of a failure: its message without what differs between equal failures. Imports no torch."""

from __future__ import annotations

import re

#: Where the part ends that says what went wrong.
_ENDS = re.compile(
    r"^\s*(from user code:|During handling of the above|The above exception|Traceback \(most recent call last\)"
    r"|Set TORCHDYNAMO_VERBOSE|Set TORCH_LOGS|You can suppress this exception|For more information, run with"
    r"|User stack:|User Stack \(most|C\+\+ stack trace:|Exception raised from|frame #0|The following call raised"
    r"|To fix the error|This error was encountered|While executing|Original traceback|Call stack:"
    r"|Developer debug context:|For more details about this graph break|The error above occurred when calling)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

#: Advice that torch adds or leaves out by release.
_ADVICE = re.compile(
    r"For more information, run with TORCH_LOGS=\S+|\(unhinted: .*?\)(?=[.\s])"
    r"|consider using data-dependent friendly APIs[^\n]*|Caused by: [^\n]*|If this was caused by Python `not`[^\n]*"
)

#: In this order: each takes what earlier ones have left.
_REPLACED = [
    (re.compile(r"https?://\S+"), "<url>"),
    (re.compile(r"0x[0-9a-fA-F]+"), "<address>"),
    # A path in a message is absolute, relative, or cut at its front, by release and by where torch is installed.
    (re.compile(r"(?:[A-Za-z]:)?[\w.+@~-]*(?:/[\w.+@~-]+)+\.pyc?\b"), "<path>"),
    (re.compile(r"(?:[A-Za-z]:)?(?:/[\w.+@~-]+){2,}/?"), "<path>"),
    (re.compile(r"\bline \d+\b"), "line <n>"),
    (re.compile(r"(\.py|<path>):\d+(?::\d+)?"), r"\1:<n>"),
    (re.compile(r"\bcase_\w+"), "<case>"),
    (re.compile(r"torch\.Size\(\[[^\]]*\]\)"), "<shape>"),
    (re.compile(r"(?<![\w)\]>])\[(?:\s*(?:-?\d+|<symbol>|[suz]\d+)\s*,?)+\]"), "<shape>"),
    (re.compile(r"(?<![\w)\]>])\(\s*-?\d+(?:\s*,\s*-?\d+)*\s*,?\s*\)"), "<shape>"),
    (re.compile(r"\b(?:zuf|zf|[suz])\d+\b"), "<symbol>"),
    (re.compile(r"\b([A-Za-z_]\w*?)_\d+\b"), r"\1_<n>"),
    (re.compile(r"(?<![\w<])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w>])"), "<n>"),
]
#: Lines of the message that are kept.
MAX_LINES = 20
MAX_LENGTH = 1000


def normalize(message: str) -> str:
    """The message without ANSI codes, addresses, paths, line numbers, shapes, symbol names and other numbers.

    Equal failures of programs with other sizes and names give equal text; normalizing twice changes nothing.
    """
    text = strip_ansi(message)
    end = _ENDS.search(text)
    if end is not None and text[: end.start()].strip():
        text = text[: end.start()]
    text = "\n".join(_ADVICE.sub("", text).strip().splitlines()[:MAX_LINES])
    for _ in range(5):  # a replacement can bring two pieces together that are then replaced as one
        before = text
        for pattern, replacement in _REPLACED:
            text = pattern.sub(replacement, text)
        text = re.sub(r"\s+", " ", text).strip()[:MAX_LENGTH].strip()
        if text == before:
            break
    return text


def strip_ansi(text: str) -> str:
    """The text without the codes that colour a terminal."""
    return _ANSI.sub("", text)
