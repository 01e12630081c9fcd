from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule

LONGEST = 120


@case_rule(
    "line-length",
    asks=f"No line of a case is longer than {LONGEST} characters.",
    tip="break the line: a page shows a case beside its rewrite",
)
def check(subject: Subject) -> Iterator[Finding]:
    for number, line in enumerate(subject.lines, 1):
        if len(line) > LONGEST:
            yield Finding(number, f"{len(line)} characters")
