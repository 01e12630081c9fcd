from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule
from exportdb_engine.protocol import Stage


@case_rule(
    "reachable",
    asks="`expect` lists every stage that does not pass, once, and none that cannot be reached for it.",
    tip="a stage whose needs did not pass has no result: list the stages that stop, not those after them",
)
def check(subject: Subject) -> Iterator[Finding]:
    line = subject.line_of("expect")
    for mode, stops in (subject.case.expect or {}).items():
        stages = [stage for stage, _ in stops]
        for stage in sorted({stage for stage in stages if stages.count(stage) > 1}, key=lambda stage: stage.order):
            yield Finding(line, f"{mode}: {stage} is listed {stages.count(stage)} times", "a stage stops with one code")
        for stage in stages:
            blocking = _blocking(stage, stages)
            if blocking is not None:
                yield Finding(line, f"{mode}: {stage} cannot be reached, since {blocking} does not pass")


def _blocking(stage: Stage, stages: list[Stage]) -> Stage | None:
    needed = stage.needs
    while needed is not None and needed not in stages:
        needed = needed.needs
    return needed
