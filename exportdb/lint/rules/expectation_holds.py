from __future__ import annotations

from collections.abc import Iterator

from exportdb.expectation import judge
from exportdb.lint.base import Finding, Subject, case_rule, results_given


@case_rule(
    "expectation-holds",
    asks="What was measured is what `expect` states.",
    tip="look at it (exportdb show, with the case's id); then mend the case, or state what is so",
    needs=results_given,
)
def check(subject: Subject) -> Iterator[Finding]:
    results, case = subject.folder.results, subject.case
    assert results is not None
    detail = results.details.get(case.case)
    if detail is None or detail.sha256 != case.sha256:
        return  # the rule `measured` says so
    for lane in detail.lanes:
        if lane.environment == results.key and lane.variant in detail.variants:
            for verdict in judge(case.expected(lane.mode, lane.variant), lane.cells, lane.variant):
                if not verdict.expected:
                    line = subject.line_of("expect")
                    yield Finding(line, f"{lane.variant}, {lane.mode}: {verdict.sentence}")
