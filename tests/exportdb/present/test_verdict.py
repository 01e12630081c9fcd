from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exportdb.present.verdict import MOST_CHARACTERS, gist, verdict
from exportdb.store.details import CaseDetail, CellView, Lane, unmeasured
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Outcome, Stage
from exportdb_engine.protocol.casefile import parse_case

SOURCE = (
    b'"""Title"""\nimport torch\n\ntags = {"torch.cond"}\nmodel = torch.nn.ReLU()\nexample_args = (torch.ones(1),)\n'
)
Cells = dict[Stage, tuple[Outcome, str, str]]
PASS, FAIL = (Outcome.PASS, "", ""), (Outcome.FAIL, "GB0170", "Data-dependent branching\n  Hint: none")


def detail(**modes: Cells) -> CaseDetail:
    def cell(stage: Stage, outcome: Outcome, code: str, message: str) -> CellView:
        return CellView(stage, outcome, code or None, None, message or None, 0.1, 0, {}, 1, "2026-11-22T10:00:00")

    lanes = [
        Lane("here", ORIGINAL, Mode(mode), tuple(cell(stage, *said) for stage, said in cells.items()))
        for mode, cells in modes.items()
    ]
    case = parse_case(SOURCE, Path("area/name.py"), case="area/name", collection="core")
    return replace(unmeasured(case), lanes=tuple(lanes))


def stopped(stage: Stage, said: tuple[Outcome, str, str]) -> Cells:
    before = list(Stage)[: list(Stage).index(stage)]
    return {**dict.fromkeys(before, PASS), stage: said}


@pytest.mark.parametrize(
    ("modes", "said"),
    [
        ({}, ["Both modes have not been measured"]),
        (
            {"strict": stopped(Stage.EXPORT, FAIL)},
            [
                "Strict mode refuses it at export: GB0170. Data-dependent branching",
                "Non-strict mode has not been measured",
            ],
        ),
        (
            {mode.value: stopped(Stage.EXPORT, FAIL) for mode in MODES},
            ["Both modes refuse it at export: GB0170. Data-dependent branching"],
        ),
        (
            {"strict": {Stage.EAGER: PASS, Stage.EXPORT: PASS}, "nonstrict": stopped(Stage.GENERALIZE, PASS)},
            [
                "Strict mode exports it, and nothing further was measured",
                "Non-strict mode exports it, and the program holds at every stage measured, run to generalize",
            ],
        ),
        (
            {mode.value: stopped(Stage.RUN, (Outcome.WRONG, "ValuesDiffer", "output: 3 of 3")) for mode in MODES},
            [
                "Both modes export it, and the program computes something else than eager mode: ValuesDiffer. "
                "output: 3 of 3"
            ],
        ),
        (
            {mode.value: stopped(Stage.RETRACE, (Outcome.CRASH, "SIGSEGV", "")) for mode in MODES},
            ["Both modes export it, and the stage retrace kills the process: SIGSEGV"],
        ),
        (
            {mode.value: {Stage.EAGER: (Outcome.SKIP, "", "needs cuda")} for mode in MODES},
            ["Both modes were skipped. needs cuda"],
        ),
        (
            {mode.value: {Stage.EAGER: (Outcome.INVALID, "TypeError", "no")} for mode in MODES},
            ["Both modes cannot be tried, as the program fails in eager mode already: TypeError. no"],
        ),
        (  # what a backend makes of the program is told elsewhere
            {mode.value: {**stopped(Stage.RUN, PASS), Stage("lower:onnx"): FAIL} for mode in MODES},
            ["Both modes export it, and the program holds at run"],
        ),
    ],
)
def test_a_sentence_for_each_mode(modes: dict[str, Cells], said: list[str]) -> None:
    assert [sentence.text for sentence in verdict(detail(**modes), "here")] == said


@pytest.mark.parametrize("stage", list(Stage), ids=str)
def test_every_outcome_of_every_stage_has_words(stage: Stage) -> None:
    for outcome in set(Outcome) - {Outcome.PASS}:
        first, *_ = verdict(detail(strict=stopped(stage, (outcome, "X", "y"))), "here")
        assert first.text.startswith("Strict mode ")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("first\nsecond", "first"),
        ("\n\n  indented", "indented"),
        ("This higher order operator doesn't work unless it is captured. Got graph break/error:\n\ninner", "inner"),
        ("<function f at 0x7f00aa> is no operator", "<function f> is no operator"),
        ("no (x)! For more information, run with TORCH_LOGS", "no (x)!"),
        ("", ""),
    ],
)
def test_the_gist_is_the_first_line_with_a_reason(message: str, said: str) -> None:
    assert gist(message, "area/name.py") == said


def test_a_long_reason_is_shortened() -> None:
    assert len(gist("word " * 100, "area/name.py")) <= MOST_CHARACTERS
