from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule, results_given
from exportdb.store.details import CellView
from exportdb_engine.protocol import MODES, Outcome, Stage


@case_rule(
    "measured",
    asks="Every program of a case was measured in both modes as the file reads now.",
    tip="measure it: exportdb run, with the case's id",
    needs=results_given,
)
def check(subject: Subject) -> Iterator[Finding]:
    results = subject.folder.results
    assert results is not None
    detail = results.details.get(subject.case.case)
    if detail is None:
        yield Finding(1, "the case was never measured")
    elif detail.sha256 != subject.case.sha256:
        yield Finding(1, "the file has changed since it was measured")
    else:
        for variant in detail.variants:
            for mode in MODES:
                lane = detail.lane(results.key, variant, mode)
                if lane is None or not lane.pipeline:
                    yield Finding(1, f"{variant} was not measured in {mode} mode with {results.label}")
                elif _skipped(lane.cell(Stage.EAGER)):
                    return  # what the environment lacks is told by the run


def _skipped(cell: CellView | None) -> bool:
    return cell is not None and cell.outcome is Outcome.SKIP
