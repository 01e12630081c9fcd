from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule
from exportdb_engine.protocol import Stage


@case_rule(
    "rewrite",
    asks="A case that does not pass has a rewrite, or says in `no_rewrite` why there is none; never both.",
    tip='a reader comes for what to write instead: add rewrites = {"label": Rewritten()}, or no_rewrite = "why"',
)
def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    # What comes of other specs than the case's own asks for no other program.
    fails = any(stage is not Stage.SPECS for stops in (case.expect or {}).values() for stage, _ in stops)
    if fails and not case.rewrites and case.no_rewrite is None:
        yield Finding(subject.line_of("expect"), "the case does not pass, and has neither `rewrites` nor `no_rewrite`")
    if case.no_rewrite is not None and case.rewrites:
        tip = "take no_rewrite away; what a rewrite gives up belongs into its docstring"
        yield Finding(subject.line_of("no_rewrite"), "`no_rewrite` stands beside rewrites", tip)
    if case.no_rewrite is not None and not fails:
        yield Finding(subject.line_of("no_rewrite"), "`no_rewrite` in a case that passes", "take it away")
    if case.no_rewrite is not None and len(case.no_rewrite.split()) < 4:
        yield Finding(subject.line_of("no_rewrite"), f"`no_rewrite` gives no reason: {case.no_rewrite!r}", "say why")
