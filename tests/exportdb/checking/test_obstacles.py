from __future__ import annotations

from pathlib import Path
from typing import Any

from exportdb.checking.check import Checked
from exportdb.checking.obstacles import obstacles
from exportdb_engine.protocol import Cell, Chain, Mode, Outcome, Stage

HERE = Path("/work")


def cells(code: str, message: str, line: int | None, mode: Mode, stage: Stage = Stage.EXPORT) -> Chain:
    detail = {"at": {"file": "/work/net.py", "line": line, "text": "y = x[:n]"}} if line else {}
    cell = Cell(stage, Outcome.FAIL, code, message, message, detail=detail)
    return Chain("check", "check", "", "original", mode, (Stage.EXPORT,), "", (cell,))


def draft(*entries: dict[str, Any]) -> Cell:
    return Cell(Stage.DRAFT, Outcome.FAIL, "DraftIssues", detail={"failures": list(entries)})


def test_the_same_in_both_modes_is_one() -> None:
    chains = [cells("UserError", "no", 3, mode) for mode in Mode]
    (one,) = obstacles(chains, None, HERE, {})
    assert (one.modes, one.place, one.text) == (("strict", "nonstrict"), "net.py:3", "y = x[:n]")


def test_the_reason_has_the_explanation_and_the_hint(refused: Checked) -> None:
    (one,) = refused.obstacles
    assert one.reason == "Data-dependent branching. Detected data-dependent branching."
    assert one.action == "torch advises: Use `torch.cond` to express dynamic control flow."


def test_draft_export_adds_what_export_did_not_reach() -> None:
    met = {"kind": "data_dependent_error", "text": "u0", "action": "say so", "at": {"file": "/work/net.py", "line": 3}}
    more = {**met, "at": {"file": "/work/net.py", "line": 9}}
    found = obstacles([cells("GuardOnDataDependentSymNode", "no", 3, Mode.NONSTRICT)], draft(met, more), HERE, {})
    assert [(o.line, o.modes, o.action) for o in found] == [(3, ("nonstrict",), "say so"), (9, ("draft",), "say so")]


def test_a_missing_fake_kernel_is_told_once() -> None:
    entry = {"kind": "missing_fake_kernel", "text": "the operator shop::fancy has no fake kernel", "action": "add one"}
    found = obstacles([cells("RuntimeError", "no fake impl for shop::fancy", 3, Mode.STRICT)], draft(entry), HERE, {})
    assert [(o.code, o.action) for o in found] == [("RuntimeError", "add one")]


def test_an_edited_copy_is_shown_as_the_file() -> None:
    (one,) = obstacles([cells("UserError", "no", 3, Mode.STRICT)], None, HERE, {"/work/net.py": "/work/own/net.py"})
    assert one.file == "own/net.py"
