"""The signature of a failure: its message without what differs between equal failures. Imports no torch."""

from __future__ import annotations

import re

#: Where the part ends that says what went wrong: stacks, advice and the compiler's own notes follow.
_ENDS = re.compile(
    r"^\s*(from user code:|During handling of the above|The above exception|Traceback \(most recent call last\)"
    r"|Set TORCHDYNAMO_VERBOSE|Set TORCH_LOGS|You can suppress this exception|For more information, run with"
    r"|For extended logs when|If you suspect the guard|For C\+\+ stack trace|For more debugging help"
    r"|User stack:|User Stack \(most|C\+\+ stack trace:|Exception raised from|frame #0|The following call raised"
    r"|Potential framework code culprit|Suggested fixes:|Hint:|To fix the error|This error was encountered"
    r"|While executing|Original traceback|Call stack:|Developer debug context:"
    r"|For more details about this graph break|The error above occurred when calling)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
#: An exception that Dynamo saw the program raise. Which one it was stands only in its notes.
_OBSERVED = re.compile(r"^\s*Developer debug context: (raised exception \w+)", re.MULTILINE)

#: Advice and repetitions that torch adds or leaves out by release and by mode.
_ADVICE = re.compile(
    r"For more information, run with TORCH_LOGS=\S+|\(unhinted: [^\n]*|\(Size-like symbols: [^\n)]*\)"
    r"|consider using data-dependent friendly APIs[^\n]*|Caused by: [^\n]*|If this was caused by Python `not`[^\n]*"
    r"|Consider annotating your code using torch\._check\*\(\)\."
    r"|The branch condition involves a tensor computed as follows:(?:\n[^\n]*\S[^\n]*)*"
)

#: A size of an input as torch names it, with the name of its dimension where the spec gives one.
_DIM = re.compile(r"(?:\b\w+ = )?L\[[^\n=]{0,200}?\]\.size\(\)\[\d+\]")

#: What is replaced line by line, so that lines that say the same can be told.
_IN_LINES = [
    (_DIM, "<dim>"),
    (re.compile(r"Constraints violated \([^)\n]*\)"), "Constraints violated"),
    (re.compile(r"You marked \w+ as dynamic"), "You marked <dim> as dynamic"),
    (re.compile(r"because \w+ was inferred"), "because it was inferred"),
    (re.compile(r"satisfy the generated guard[^\n]*"), "satisfy a guard"),
]

#: In this order: each takes what earlier ones have left.
_REPLACED = [
    (re.compile(r"https?://\S+"), "<url>"),
    (re.compile(r"0x[0-9a-fA-F]+"), "<address>"),
    # A path in a message is absolute, relative, or cut at its front, by release and by where torch is installed.
    (re.compile(r"(?:[A-Za-z]:)?[\w.+@~-]*(?:/[\w.+@~-]+)+\.pyc?\b"), "<path>"),
    (re.compile(r"(?<![\w.<>])(?:[A-Za-z]:)?(?:/[\w.+@~-]+){2,}/?"), "<path>"),
    (re.compile(r"\bline \d+\b"), "line <n>"),
    (re.compile(r"(\.py|<path>):\d+(?::\d+)?"), r"\1:<n>"),
    (re.compile(r"\bcase_\w+"), "<case>"),
    # The supported types, which torch lists in the order of a set.
    (re.compile(r"\[<class '[^'\n]*'>(?:, <class '[^'\n]*'>)*\]"), "<types>"),
    (re.compile(r"\(\*\(.*?\), \*\*\{.*?\}\)"), "<arguments>"),
    (re.compile(r"torch\.Size\(\[[^\]]*\]\)"), "<shape>"),
    (re.compile(r"\b\d+(?:x\d+)+\b"), "<shape>"),
    (re.compile(r"(?<![\w)\]>])\[(?:\s*(?:-?\d+|<symbol>|[suz]\d+)\s*,?)+\]"), "<shape>"),
    (re.compile(r"(?<![\w)\]>])\(\s*-?\d+(?:\s*,\s*-?\d+)*\s*,?\s*\)"), "<shape>"),
    (re.compile(r"\b(?:zuf|zf|[suz])\d+\b"), "<symbol>"),
    (re.compile(r"\b([A-Za-z_]\w*?)_\d+\b"), r"\1_<n>"),
    (re.compile(r"(?<![\w<])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w>])"), "<n>"),
    (re.compile(r"\s+"), " "),
]
#: Lines of the message that are kept.
MAX_LINES = 20
MAX_LENGTH = 1000


def normalize(message: str) -> str:
    """The message without ANSI codes, addresses, paths, line numbers, shapes, symbol names and other numbers.

    What is kept is the part that says what went wrong: no stacks, hints, or suggested fixes. Equal failures of programs
    with other sizes and names give equal text; normalizing twice changes nothing. At most 1000 characters.
    """
    text = _said(strip_ansi(message))
    for pattern, replacement in _IN_LINES:
        text = pattern.sub(replacement, text)
    lines = dict.fromkeys(line.strip() for line in _ADVICE.sub("", text).splitlines())
    # Cut before the patterns are tried: some take the square of the length of a word.
    text = " ".join(list(filter(None, lines))[:MAX_LINES])[: 4 * MAX_LENGTH]
    for _ in range(5):  # a replacement can bring two pieces together that are then replaced as one
        before = text
        for pattern, replacement in _REPLACED:
            text = pattern.sub(replacement, text)
        text = text.strip()[:MAX_LENGTH].strip()
        if text == before:
            break
    return text


def strip_ansi(text: str) -> str:
    """The text without the codes that colour a terminal."""
    return _ANSI.sub("", text)


def _said(text: str) -> str:
    """What stands before stacks, hints and notes; all of it when nothing does."""
    end = next((match.start() for match in _ENDS.finditer(text) if text[: match.start()].strip()), None)
    if end is None:
        return text
    observed = _OBSERVED.search(text, end)
    return f"{text[:end]}\n{observed.group(1)}" if observed else text[:end]
