from __future__ import annotations

import re
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule

ISSUE = re.compile(r"[\w.-]+/[\w.-]+#[1-9]\d*")
_URL = re.compile(r"https?://github\.com/([\w.-]+/[\w.-]+)/(?:issues|pull)/(\d+)")


@case_rule(
    "issues",
    asks="An entry of `issues` is an upstream issue, as owner/repo#number.",
    tip='write it as "pytorch/pytorch#123456"',
)
def check(subject: Subject) -> Iterator[Finding]:
    for issue in subject.case.issues:
        if ISSUE.fullmatch(issue):
            continue
        url = _URL.match(issue)
        tip = f'write "{url[1]}#{url[2]}"' if url else None
        yield Finding(subject.line_of_text(issue, "issues"), f"{issue!r} is no issue", tip)
