"""What drawn inputs showed, in words: from whatever detail an engine sends."""

from __future__ import annotations

from typing import Any

import pytest

from exportdb.present.shapes import findings, programs, tried, trying
from exportdb.store.details import CellView, Lane
from exportdb_engine.protocol import ORIGINAL, Mode, Outcome, Stage


def lane(detail: dict[str, Any], mode: Mode = Mode.STRICT, variant: str = ORIGINAL, outcome: str = "pass") -> Lane:
    cell = CellView(Stage.SHAPES, Outcome(outcome), None, None, None, 0.1, 1, detail, 1, "2026-11-22")
    return Lane("key", variant, mode, (cell,))


def found(**fields: Any) -> dict[str, Any]:
    return {"kind": "Unsound", "form": "exported", "code": "ShapeDiffers", "inputs": "(x,)", **fields}


@pytest.mark.parametrize(
    ("detail", "sentence", "remarks"),
    [
        ({"tried": 1}, "holds on 1 input", ()),
        (
            {"tried": 9, "inside": 4, "outside": 5, "taken": 4, "refused": 3, "raised": 2, "unchecked": 0},
            "holds on 9 inputs (4 declared, 5 not): 4 answered, 3 refused, 2 raised as in eager",
            (),
        ),
        (
            {"tried": 9, "inside": 9, "taken": 9, "undecided": 2, "stopped": "after 12 CPU seconds"},
            "holds on 9 inputs (9 declared): 9 answered",
            ("of 2 more, whether the program declares them cannot be told", "ended after 12 CPU seconds"),
        ),
        (
            {"tried": 2, "not_made": {"reloaded": "no file"}, "too_large": ["n == 99"], "nondeterministic": 1},
            "holds on 2 inputs",
            (
                "not tried: n == 99, as inputs of that size are too large",
                "not tried: the saved and loaded program: no file",
                "1 differed, but eager differs from itself on them",
            ),
        ),
    ],
)
def test_what_was_tried(detail: dict[str, Any], sentence: str, remarks: tuple[str, ...]) -> None:
    (line,) = tried([lane(detail)])
    assert (line.sentence, line.remarks) == (sentence, remarks)


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        (["Unsound", "OverRestrictive"], "unsound on some of 3 inputs"),
        (["OverRestrictive"], "over-restrictive on some of 3 inputs"),
        (["Newer"], "Newer on some of 3 inputs"),
    ],
)
def test_the_worst_kind_is_said(kinds: list[str], sentence: str) -> None:
    detail = {"tried": 3, "counterexamples": [found(kind=kind) for kind in kinds]}
    (line,) = tried([lane(detail, outcome="unsound")])
    assert line.sentence == sentence


def test_alike_lanes_are_told_once() -> None:
    """The name of a node in a message differs between the modes, and does not make another finding of it."""
    lanes = [
        lane({"tried": 3, "counterexamples": [found(text="node ge", program="strict")]}, outcome="unsound"),
        lane(
            {"tried": 3, "counterexamples": [found(text="node ge_1", program="no")]}, Mode.NONSTRICT, outcome="unsound"
        ),
        lane({"tried": 3}, variant="named"),
        lane({"tried": 4}, Mode.NONSTRICT, variant="named"),
        lane({"tried": 3, "counterexamples": [found(form="decomposed")]}, variant="other", outcome="unsound"),
    ]
    assert [(finding.where, finding.found.text) for finding in findings(lanes)] == [
        ("strict and nonstrict", "node ge"),
        ("other, strict; the decomposed program", ""),
    ]
    assert programs(findings(lanes)) == ["strict"]
    assert [[str(one.mode) for one in line.lanes] for line in tried(lanes)] == [
        ["strict", "nonstrict", "strict"],
        ["strict"],
        ["nonstrict"],
    ]


def test_a_stage_that_did_not_end_says_where_it_was() -> None:
    died = lane({"trying": {"inputs": "(torch.ones(0),)", "shapes": {"x": [0]}}}, outcome="crash")
    assert (tried([died]), findings([died])) == ([], [])
    assert trying(died.cells[0]) == "(torch.ones(0),)"
    assert trying(lane({"trying": {"spec": "{}"}}).cells[0]) == "{}"
    assert trying(lane({}).cells[0]) is None
