"""Measures the case files of findings as `exportdb run` does, so that they state what is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from exportdb.fuzzing.casetext import program_hash
from exportdb.fuzzing.kinds import kind_of
from exportdb.fuzzing.merge import Distinct
from exportdb.fuzzing.records import Confirmed, Finding
from exportdb.fuzzing.state import State
from exportdb.runner.worker import Worker
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Chain, Job, Mode, Outcome
from exportdb_engine.protocol.casefile import read_case


def unmeasured(state: State, distinct: Sequence[Distinct]) -> list[Finding]:
    """The findings, of those with a case file of their own, whose present program was not measured."""
    return [
        one.finding
        for one in distinct
        if one.known is None
        and (
            one.finding.cause not in state.confirmed
            or state.confirmed[one.finding.cause].program != program_hash(one.finding)
        )
    ]


def measure(findings: Sequence[tuple[Finding, Path]], jobs: int) -> Iterator[Confirmed]:
    """What the case file of each finding does, as soon as both modes are done.

    Raises EngineError when no worker can be started, and CaseError when a file is no case.
    """
    pending: dict[str, tuple[Finding, dict[Mode, Chain]]] = {}
    with Worker(jobs=jobs) as worker:
        for finding, path in findings:
            case = read_case(path.resolve(), path.resolve().parent, collection="fuzz")
            pending[case.case] = finding, {}
            worker.submit(
                *(
                    Job(case.case, case.collection, str(case.path), case.sha256, ORIGINAL, mode, STAGES)
                    for mode in MODES
                )
            )
        for chain in worker.results():
            finding, chains = pending[chain.case]
            chains[chain.mode] = chain
            if len(chains) == len(MODES):
                yield Confirmed(
                    finding.cause, program_hash(finding), {str(mode): _stops(chains[mode]) for mode in MODES}
                )


def shows(finding: Finding, confirmed: Confirmed) -> bool:
    """Whether what was measured is what was found, in a mode in which it was found."""
    stages = {"generalize", "shapes"} if kind_of(finding.what).drawn else {finding.stage}
    stops = (confirmed.expect.get(mode, "pass") for mode in finding.modes or map(str, MODES))
    return any(stages & {part.partition(":")[0].strip() for part in text.split(",")} for text in stops)


def _stops(chain: Chain) -> str:
    held = (Outcome.PASS, Outcome.SKIP)
    return ", ".join(f"{cell.stage}: {cell.code}" for cell in chain.cells if cell.outcome not in held) or "pass"
