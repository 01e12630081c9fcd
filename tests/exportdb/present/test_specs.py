"""Dimensions in words, and what the two modes declare."""

from __future__ import annotations

from typing import Any

import pytest

from exportdb.present.declares import declared, differing
from exportdb.present.specs import dims
from exportdb.store.details import CellView, Lane
from exportdb_engine.protocol import ORIGINAL, Export, Mode, Outcome, Stage


def lane(detail: dict[str, Any], mode: Mode = Mode.STRICT, declares: tuple[str, ...] | None = None) -> Lane:
    cell = CellView(Stage.SPECS, Outcome.PASS, None, None, None, 0.1, 1, detail, 1, "2026-11-22")
    return Lane("key", ORIGINAL, mode, (cell,), export=Export("", declares=declares))


def dim(**fields: Any) -> dict[str, Any]:
    given = {"name": "x.shape[0]", "example": 4, "auto": "symbol", "expression": "x.shape[0]", "lower": "2"}
    return {**given, "upper": "int_oo", "dynamic": "accepted", "code": None, "suggestion": None, **fields}


@pytest.mark.parametrize(
    ("fields", "auto", "alone"),
    [
        ({}, "dynamic, 2 and up", "accepted"),
        ({"upper": "16", "dynamic": "not tried"}, "dynamic, 2 to 16", "not tried"),
        ({"expression": "2*y.shape[0] + 1"}, "= 2 * y.shape[0] + 1", "accepted"),
        ({"auto": "constant", "expression": "4", "dynamic": "specialized"}, "always 4", "made a number, silently"),
        ({"auto": "refused", "expression": None, "dynamic": "refused", "code": "GB1"}, "refused", "refused: GB1"),
        ({"dynamic": "internal", "code": "KeyError"}, "dynamic, 2 and up", "internal error: KeyError"),
        ({"dynamic": "suggestion", "code": "UserError", "suggestion": "x.shape[0] = 4"}, "dynamic, 2 and up",
         "refused; suggests 4"),
        ({"dynamic": "suggestion", "suggestion": "y.shape[0] = 4"}, "dynamic, 2 and up",
         "refused; suggests y.shape[0] = 4"),
        ({"dynamic": "newer"}, "dynamic, 2 and up", "newer"),
    ],
)  # fmt: skip
def test_a_dimension_in_words(fields: dict[str, Any], auto: str, alone: str) -> None:
    (group,) = dims([lane({"dims": [dim(**fields)]})])
    (row,) = group.rows
    assert (row.auto, row.alone) == (auto, alone)


def test_tables_that_are_alike_are_one() -> None:
    """The modes meet the same relations in another order; what a row tells is not told again."""
    one = {"dims": [dim()], "relations": ["b % 2 == 0", "(a//(b)) > 1"]}
    other = {"dims": [dim()], "relations": ["(a//b) > 1", "b % 2 == 0"], "tried": []}
    lanes = [lane(one), lane(other, Mode.NONSTRICT), lane({"dims": [dim(example=5)]})]
    assert [len(group.lanes) for group in dims(lanes)] == [2, 1]
    derived = lane({"dims": [dim(expression="y.shape[0]")], "relations": ["x.shape[0] == y.shape[0]", "a > 1"]})
    assert dims([derived])[0].relations == ("a > 1",)


def test_what_was_not_looked_at() -> None:
    detail = {
        "dims": [],
        "static": {"code": "GB0170"},
        "left_out": 2,
        "missing": ["Dim.DYNAMIC"],
        "stopped": "after 15 s",
    }
    assert dims([lane(detail)])[0].remarks == (
        "torch.export refuses it with static sizes too: GB0170",
        "2 further dimensions are not looked at",
        "this torch has no Dim.DYNAMIC",
        "not all specs were tried: ended after 15 s",
    )
    assert dims([lane({"dims": []}), lane({}), lane({"trying": {"spec": "{}"}})]) == []


def test_what_the_modes_declare() -> None:
    static, dynamic = ("x: f32[3]",), ("x: f32[n0]", "2 <= n0")
    strict, same, other = lane({}, declares=static), lane({}, Mode.NONSTRICT, static), lane({}, Mode.NONSTRICT, dynamic)
    unknown = lane({}, Mode.NONSTRICT)
    assert [(len(part.lanes), part.lines) for part in declared([strict, same])] == [(2, static)]
    assert [part.lines for part in differing([strict, other])[ORIGINAL]] == [static, dynamic]
    assert (differing([strict, same]), differing([strict, unknown]), declared([unknown])) == ({}, {}, [])
