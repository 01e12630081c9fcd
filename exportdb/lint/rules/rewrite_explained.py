from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule


@case_rule(
    "rewrite-explained",
    asks="The class of a rewrite has a docstring.",
    tip="say in a sentence what the rewrite does, and what it gives up",
)
def check(subject: Subject) -> Iterator[Finding]:
    for rewrite in subject.case.rewrites:
        if rewrite.class_name and not rewrite.docstring and rewrite.source != subject.case.model_source:
            yield Finding(rewrite.line, f"the rewrite {rewrite.label!r} has no docstring in {rewrite.class_name}")
