"""Small programs of which it is known what each dimension can be, and two planted faults."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.export import Dim

from exportdb_engine.program import Program
from exportdb_engine.protocol import Limits, Mode, Outcome
from exportdb_engine.specs.facts import read_facts
from exportdb_engine.specs.inputs import read_inputs
from exportdb_engine.stages.specs import measure
from exportdb_engine.work import NotHolding, Work


class One(torch.nn.Module):
    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Any) -> Any:
        return self.function(x)


class Two(One):
    def forward(self, x: Any, y: Any) -> Any:  # type: ignore[override]
        return self.function(x, y)  # type: ignore[call-arg]


def work(program: torch.nn.Module, *args: Any, mode: Mode = Mode.NONSTRICT, seed: int = 0) -> Work:
    return Work(Program(program, args, {}, [], None, None), mode, __file__, limits=Limits(seed=seed))


def halves(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return x[: x.shape[0] // 2] + y


LINEAR = torch.nn.Linear(4, 3)
ONES = torch.ones
#: name -> (program, inputs, {dimension: (under AUTO, in words, range, alone as DYNAMIC)}, relations).
ROWS: dict[str, tuple[torch.nn.Module, tuple[Any, ...], dict[str, tuple[str, str, str, str]], list[str]]] = {
    "free": (One(torch.relu), (ONES(3),), {"x.shape[0]": ("symbol", "x.shape[0]", "2..int_oo", "accepted")}, []),
    "pinned by a weight": (
        One(LINEAR),
        (ONES(3, 4),),
        {
            "x.shape[0]": ("symbol", "x.shape[0]", "2..int_oo", "accepted"),
            "x.shape[1]": ("constant", "4", "4..4", "suggestion"),
        },
        [],
    ),
    "of size one": (One(torch.relu), (ONES(1),), {"x.shape[0]": ("constant", "1", "1..1", "refused")}, []),
    "equal": (
        Two(torch.add),
        (ONES(3), ONES(3)),
        {
            "x.shape[0]": ("symbol", "x.shape[0]", "2..int_oo", "suggestion"),
            "y.shape[0]": ("symbol", "x.shape[0]", "2..int_oo", "suggestion"),
        },
        ["y.shape[0] == x.shape[0]"],
    ),
    "one more": (
        Two(lambda x, y: x[1:] + y),
        (ONES(4), ONES(3)),
        {
            "x.shape[0]": ("symbol", "y.shape[0] + 1", "3..int_oo", "suggestion"),
            "y.shape[0]": ("symbol", "y.shape[0]", "2..int_oo", "suggestion"),
        },
        ["x.shape[0] == y.shape[0] + 1"],
    ),
    "a product": (
        Two(lambda x, y: x.reshape(-1) + y),
        (ONES(3, 4), ONES(12)),
        {"y.shape[0]": ("symbol", "x.shape[0]*x.shape[1]", "4..int_oo", "suggestion")},
        ["y.shape[0] == x.shape[0]*x.shape[1]"],
    ),
    "even": (
        One(lambda x: x + 1 if x.shape[0] % 2 == 0 else x),
        (ONES(6),),
        {"x.shape[0]": ("symbol", "x.shape[0]", "2..int_oo", "accepted")},
        ["x.shape[0] % 2 == 0"],
    ),
    "half": (
        Two(halves),
        (ONES(6), ONES(3)),
        {"x.shape[0]": ("symbol", "x.shape[0]", "4..int_oo", "accepted")},
        ["x.shape[0] // 2 == y.shape[0]"],
    ),
    "at least four": (
        One(lambda x: x[:4] + ONES(4)),
        (ONES(6),),
        {"x.shape[0]": ("symbol", "x.shape[0]", "4..int_oo", "accepted")},
        [],
    ),
    "an integer": (
        Two(lambda x, y: x * y),
        (ONES(3), 5),
        {"y": ("symbol", "y", "0..int_oo", "accepted")},
        [],
    ),
}


@pytest.mark.parametrize("mode", Mode, ids=str)
@pytest.mark.parametrize("name", ROWS)
def test_what_is_said_of_a_program(name: str, mode: Mode) -> None:
    program, args, dims, relations = ROWS[name]
    detail = measure(work(program, *args, mode=mode))
    found = {
        dim["name"]: (dim["auto"], dim["expression"], f"{dim['lower']}..{dim['upper']}", dim["dynamic"])
        for dim in detail["dims"]
    }
    assert {key: found[key] for key in dims} == dims
    assert detail["relations"] == relations
    assert (detail["static"], detail["left_out"], detail["missing"]) == (None, 0, [])
    assert all(row["message"] and row["code"] for row in detail["tried"] if row["result"] != "accepted")


def test_what_is_suggested_can_be_pasted_and_is_accepted() -> None:
    model = One(lambda x: x.view(-1, 2))
    detail = measure(work(model, ONES(6)))
    (row,) = (row for row in detail["tried"] if row["spec"] == "{'x': {0: Dim('d0')}}")
    assert (row["result"], row["rounds"], row["fixed"]) == ("suggestion", 2, "{'x': {0: 2*Dim('d0', min=1)}}")
    torch.export.export(model, (ONES(6),), dynamic_shapes=eval(row["fixed"], {"Dim": Dim}), strict=False)


def test_equal_seeds_give_equal_tables() -> None:
    first, again, other = (measure(work(Two(torch.add), ONES(3, 4), ONES(3, 4), seed=seed)) for seed in (0, 0, 1))
    assert first == again
    assert first["tried"] != other["tried"]


def test_nothing_to_vary() -> None:
    detail = measure(work(One(torch.relu), torch.tensor(1.0)))
    assert (detail["dims"], detail["tried"], detail["exports"]) == ([], [], 0)
    detail = measure(work(One(lambda x: x + 1 if x.sum() > 0 else x), ONES(3)))
    assert detail["static"]["code"] == "GuardOnDataDependentSymNode"
    assert (detail["dims"], detail["exports"]) == ([], 1)


def test_a_module_without_a_signature_is_tried_and_refused_by_torch() -> None:
    traced = torch.jit.trace(One(torch.relu), ONES(3))
    detail = measure(work(traced, ONES(3)))
    assert (detail["static"]["code"], detail["exports"]) == ("ValueError", 1)


def test_no_spec_speaks_of_the_numbers_of_a_size() -> None:
    program = Program(Two(lambda x, y: y.expand(x)), (torch.Size([2, 3]), ONES(3)), {}, [], None, None)
    for _ in range(2):  # torch registers torch.Size with pytree at the first export
        inputs = read_inputs(program)
        assert [dim.name for dim in inputs.dims] == ["y.shape[0]"]
        exported = torch.export.export(program.model, program.args, strict=False)
        assert [fact.expression for fact in read_facts(exported, inputs)] == ["3"]


def test_what_was_exported_before_is_not_exported_again() -> None:
    one = work(One(torch.relu), ONES(3))
    before = measure(one)["exports"]
    one.exported = torch.export.export(one.program.model, one.program.args, strict=False)
    assert measure(one)["exports"] == before - 1
    one.program = dataclasses.replace(one.program, dynamic_shapes={"x": {0: Dim.AUTO}})
    assert measure(one)["exports"] == before


def test_a_crash_of_the_compiler_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    export = torch.export.export

    def crashing(*args: Any, dynamic_shapes: Any, **kwargs: Any) -> Any:
        if "DYNAMIC" in repr(dynamic_shapes):
            raise RuntimeError("INTERNAL ASSERT FAILED, please report a bug to PyTorch")
        return export(*args, dynamic_shapes=dynamic_shapes, **kwargs)

    monkeypatch.setattr(torch.export, "export", crashing)
    one = work(One(torch.relu), ONES(3))
    one.case_path = "case.py"  # what is raised in the file of the case is the program's own fault
    (dim,) = measure(one)["dims"]
    assert (dim["auto"], dim["dynamic"], dim["code"]) == ("symbol", "internal", "RuntimeError")


@pytest.mark.parametrize("kind", ["DYNAMIC", "Dim"])
def test_an_export_that_quietly_specializes_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    export = torch.export.export

    def specializing(*args: Any, dynamic_shapes: Any, **kwargs: Any) -> Any:
        entry = (dynamic_shapes or {}).get("x") and dynamic_shapes["x"].get(0)
        asked = type(entry).__name__ == "Dim" if kind == "Dim" else "DYNAMIC" in repr(entry)
        return export(*args, dynamic_shapes=None if asked else dynamic_shapes, **kwargs)

    monkeypatch.setattr(torch.export, "export", specializing)
    with pytest.raises(NotHolding, match=r"x\.shape\[0\]: asked to be dynamic, a number") as found:
        measure(work(One(torch.relu), ONES(3)))
    assert (found.value.outcome, found.value.code) == (Outcome.WRONG, "QuietlySpecialized")
    (dim,) = found.value.detail["dims"]
    assert dim["dynamic"] == ("specialized" if kind == "DYNAMIC" else "accepted")
    assert "specialized" in {row["result"] for row in found.value.detail["tried"]}


#: What an export says instead of accepting a named Dim: a fix that helps nothing, one that never ends, one of nothing.
BAD_FIXES = {
    "refused again": lambda entry: "d0 = Dim('d0', min=3)" if entry.min < 3 else None,
    "does not settle": lambda entry: f"d0 = Dim('d0', min={entry.min + 1})",
    "the same spec": lambda entry: f"d0 = Dim('d0', min={entry.min}, max={entry.max})",
}


@pytest.mark.parametrize("name", BAD_FIXES)
def test_a_fix_that_is_none_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    export = torch.export.export

    def refusing(*args: Any, dynamic_shapes: Any, **kwargs: Any) -> Any:
        entry = (dynamic_shapes or {}).get("x") and dynamic_shapes["x"].get(0)
        if isinstance(entry, Dim):
            fix = BAD_FIXES[name](entry)
            section = "" if fix is None else f"\nSuggested fixes:\n  {fix}\n\nThe error above"
            raise ValueError(f"Constraints violated (d0)! For more\n  - not for all values of d0{section}")
        return export(*args, dynamic_shapes=dynamic_shapes, **kwargs)

    monkeypatch.setattr(torch.export, "export", refusing)
    with pytest.raises(NotHolding, match=r"does not take what it suggests: .*\nrefused: .*\nsuggested: ") as found:
        measure(work(One(torch.relu), ONES(3)))
    assert (found.value.outcome, found.value.code) == (Outcome.FAIL, "FixRefused")
    assert "refused" in {row["result"] for row in found.value.detail["tried"]}
    assert found.value.detail["dims"][0]["dynamic"] == "accepted"


def test_a_dimension_that_no_fix_speaks_of_breaks_no_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    export = torch.export.export

    def refusing(*args: Any, dynamic_shapes: Any, **kwargs: Any) -> Any:
        named = {key: dim[0] for key, dim in (dynamic_shapes or {}).items() if dim and isinstance(dim[0], Dim)}
        if "y" in named:
            fix = f"\nSuggested fixes:\n  {named['x'].__name__} = 3" if "x" in named else ""
            about = ", ".join(dim.__name__ for dim in named.values())
            raise ValueError(f"Constraints violated ({about})! For more\n  - a reason{fix}")
        return export(*args, dynamic_shapes=dynamic_shapes, **kwargs)

    monkeypatch.setattr(torch.export, "export", refusing)
    detail = measure(work(Two(lambda x, y: x.sum() + y.sum()), ONES(3), ONES(7)))
    assert "refused" in {row["result"] for row in detail["tried"]}
