"""Checks of true programs, each in a worker with torch."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.checking import Checked, Options, check, read_target
from exportdb.checking.measure import calls_of
from exportdb.errors import CheckFailed
from exportdb_engine.protocol import MODES, Mode, Outcome, Stage, selected_stages

FIXTURES = Path(__file__).parent / "fixtures"
EXPORT = Options(stages=selected_stages(["export"]), draft=False)


@pytest.fixture(autouse=True)
def _there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)


def checked(word: str, options: Options = EXPORT, **expressions: str) -> Checked:
    return check(read_target(word, expressions), options)


def stops(found: Checked) -> list[tuple[str, str, str]]:
    return [(one.place, one.code, one.text) for one in found.obstacles]


def test_an_obstacle_has_the_users_line_in_both_modes() -> None:
    found = checked("branch.py:Model", args="(torch.randn(3, 3),)")
    assert not found.exports
    assert stops(found) == [
        ("branch.py:6", "GB0170", "if x.sum() > 0:"),
        ("branch.py:6", "GuardOnDataDependentSymNode", "if x.sum() > 0:"),
    ]


def test_the_line_lies_in_another_file_of_the_package() -> None:
    found = checked("shop.nets.gated:Gated", args="(torch.randn(3),)")
    assert {(place, text) for place, _, text in stops(found)} == {("shop/ops.py:5", "if x.max() > 1:")}


def test_a_spec_is_proposed_and_tried() -> None:
    found = checked("mlp.py:MLP", Options(), init="width=4", args="(torch.randn(3, 4),)")
    assert found.exports
    assert found.proposal is not None
    assert found.proposal.spec == "{'x': {0: Dim.DYNAMIC}}"
    assert found.proposal.holds
    assert found.proposal.inputs > 20
    assert "x.shape[1] is always 4" in found.proposal.relation


def test_draft_export_is_asked_where_export_is_refused() -> None:
    options = Options(modes=(Mode.NONSTRICT,), stages=EXPORT.stages)
    found = checked("customop.py:UsesOp", options, args="(torch.randn(4),)")
    assert found.draft is not None
    assert found.draft.outcome is Outcome.FAIL
    assert [one.action for one in found.obstacles] == ["add one: @torch.library.register_fake('shop::fancy')"]


def test_a_script_is_run_and_each_call_checked() -> None:
    target = read_target("script.py", {}, ("--rows", "6"))
    script = calls_of(target)
    assert [call["line"] for call in script["calls"]] == [25, 27]
    assert script["exit"] == 1
    assert "exporting with 6 rows" in script["output"]
    assert check(target, EXPORT).exports


def test_a_function_gives_model_and_inputs() -> None:
    assert checked("fixture.py:small_net").exports


@pytest.mark.parametrize(
    ("word", "expressions", "said", "hint"),
    [
        ("mlp.py:Mlp", {}, "has no 'Mlp'", "did you mean MLP?"),
        ("mlp.py:MLP", {"args": "(torch.randn(3, 4),)"}, "missing a required argument: 'width'", "--init"),
        ("branch.py:Model", {}, "forward takes x", "--args"),
        ("branch.py:Model", {"args": "(x,)"}, "raised NameError", "Python expression"),
        (
            "mlp.py:MLP",
            {"init": "4", "args": "(torch.randn(3, 5),)"},
            "mlp.py:10: return self.layers(x).relu()",
            "inputs",
        ),
        ("no.such:Model", {}, "there is no module 'no'", "name a file"),
    ],
)
def test_what_the_user_has_to_mend(word: str, expressions: dict[str, str], said: str, hint: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        checked(word, Options(modes=MODES[:1], stages=(Stage.EAGER,), draft=False), **expressions)
    assert said in caught.value.message
    assert hint in caught.value.hint
