from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule


@case_rule(
    "more-args",
    asks="A case with rewrites has `more_args`: a rewrite is compared with the original on them.",
    tip="add more_args = [(x,), ...] with inputs that take the program along its other paths",
)
def check(subject: Subject) -> Iterator[Finding]:
    if subject.case.rewrites and "more_args" not in (subject.case.assigned or {}):
        yield Finding(subject.line_of("rewrites"), "the case has rewrites and no `more_args`")
