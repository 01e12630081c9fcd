from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule, results_given


@case_rule(
    "verified-rewrite",
    asks="Every rewrite passes every stage in both modes, and equals the original in eager mode.",
    tip="a rewrite that does not hold is worse than none: exportdb show, with the case's id, says where it stops",
    needs=results_given,
)
def check(subject: Subject) -> Iterator[Finding]:
    results = subject.folder.results
    assert results is not None
    detail = results.details.get(subject.case.case)
    if detail is None or detail.sha256 != subject.case.sha256:
        return  # the rule `measured` says so
    for rewrite in subject.case.rewrites:
        proof = detail.proof(rewrite.label, results.key)
        if proof.state == "refuted":
            where = "; ".join(f"{mode}: {status}" for mode, status in proof.stops)
            yield Finding(rewrite.line, f"the rewrite {rewrite.label!r} does not hold: {where}")
