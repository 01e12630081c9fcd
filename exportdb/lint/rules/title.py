from __future__ import annotations

import re
from collections.abc import Iterator

from exportdb.lint.base import Finding, Fix, Subject, case_rule

SHORTEST, LONGEST = 8, 80


@case_rule(
    "title",
    asks=f"The docstring's first line has {SHORTEST} to {LONGEST} characters, and says more than the file's name.",
    tip="say what the program does, in words a person would search for",
)
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.case.title
    line = _line(subject)
    if not SHORTEST <= len(title) <= LONGEST:
        yield Finding(line, f"the title has {len(title)} characters: {title!r}")
    if title.endswith(".") and not title.endswith("..."):
        text = subject.lines[line - 1]
        at = text.rindex(title) + len(title) - 1
        yield Finding(
            line, "the title ends with a full stop", "a title is no sentence", Fix(line, text[:at] + text[at + 1 :])
        )
    if words(title) == words(subject.case.case.rsplit("/", 1)[-1]):
        yield Finding(line, f"the title only repeats the file's name: {title!r}")


def _line(subject: Subject) -> int:
    """The line that the title is on: a docstring may begin with an empty one."""
    title = subject.case.title
    return next((number for number, line in enumerate(subject.lines, 1) if title and title in line), 1)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
