from __future__ import annotations

import difflib
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule


@case_rule(
    "known-tag",
    asks="A case has at least one tag, and each stands in tags.toml with a sentence.",
    tip="use a tag from tags.toml, or add this one there with a sentence that says what it is for",
)
def check(subject: Subject) -> Iterator[Finding]:
    known = subject.folder.registry.tags
    if not known:
        return  # a folder without a registry is free in its tags
    if not subject.case.tags:
        yield Finding(subject.line_of("tags"), "the case has no tag, so nobody finds it by what it is about")
    for tag in sorted(subject.case.tags - known.keys()):
        close = difflib.get_close_matches(tag, known, n=1)
        tip = f"did you mean {close[0]!r}?" if close else None
        yield Finding(subject.line_of_text(tag, "tags"), f"the tag {tag!r} is not in tags.toml", tip)
