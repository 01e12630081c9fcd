from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.export import Dim

from exportdb_engine.program import Program
from exportdb_engine.spec import excluded

BATCH = Dim("batch", min=4, max=16)
EXAMPLE = torch.ones(8, 3)


class Takes(torch.nn.Module):
    def forward(self, x: Any, y: Any = None) -> Any:
        return x


class TakesMany(torch.nn.Module):
    def forward(self, *xs: Any) -> Any:
        return xs


def program(spec: Any, *args: Any, model: torch.nn.Module | None = None) -> Program:
    return Program(model or Takes(), args or (EXAMPLE,), {}, [], spec, None)


#: spec, input, and a part of the reason; None where the spec allows the input.
ROWS: list[tuple[str, Any, Any, str | None]] = [
    ("no spec, the same shape", None, torch.ones(8, 3), None),
    ("no spec, another size", None, torch.ones(9, 3), "x.shape[0] is 9"),
    ("named, inside", {"x": {0: BATCH}}, torch.ones(16, 3), None),
    ("named, at the lower bound", {"x": {0: BATCH}}, torch.ones(4, 3), None),
    ("named, below", {"x": {0: BATCH}}, torch.ones(3, 3), "allows 4 to 16"),
    ("named, above", {"x": {0: BATCH}}, torch.ones(17, 3), "allows 4 to 16"),
    ("AUTO allows any size", {"x": {0: Dim.AUTO}}, torch.ones(0, 3), None),
    ("AUTO elsewhere", {"x": {0: Dim.AUTO}}, torch.ones(8, 4), "x.shape[1] is 4"),
    ("STATIC", {"x": (Dim.STATIC, None)}, torch.ones(9, 3), "pins it to 8"),
    ("an integer", {"x": (8, Dim.AUTO)}, torch.ones(9, 3), "pins it to 8"),
    ("a tuple of specs by position", ((Dim.AUTO, None),), torch.ones(2, 3), None),
    ("derived, divisible", {"x": {0: 2 * Dim("half", min=1, max=64)}}, torch.ones(10, 3), None),
    ("derived, odd", {"x": {0: 2 * Dim("half", min=1, max=64)}}, torch.ones(9, 3), "no half gives"),
    ("derived, beyond the root's bound", {"x": {0: 2 * Dim("half", min=1, max=4)}}, torch.ones(10, 3), "no half"),
    ("counted from the end", {"x": {-1: Dim.AUTO}}, torch.ones(8, 4), None),
    ("another rank", None, torch.ones(8, 3, 1), "3 dimensions"),
    ("another dtype", None, torch.ones(8, 3).double(), "float64"),
]


@pytest.mark.parametrize(("spec", "value", "reason"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_excluded(spec: Any, value: torch.Tensor, reason: str | None) -> None:
    why = excluded(program(spec), (value,))
    assert why is None if reason is None else why is not None and reason in why


def test_plain_values_have_to_be_the_example_s() -> None:
    example = program(None, EXAMPLE, 3)
    assert excluded(example, (EXAMPLE, 3)) is None
    assert excluded(example, (EXAMPLE, 4)) is not None


def test_nested_inputs_and_varargs() -> None:
    nested = program({"x": {"a": [{0: Dim.AUTO}]}}, {"a": [EXAMPLE]})
    assert excluded(nested, ({"a": [torch.ones(2, 3)]},)) is None
    assert excluded(nested, ({"a": [torch.ones(2, 4)]},)) is not None
    many = program({"xs": ({0: Dim.AUTO}, None)}, EXAMPLE, EXAMPLE, model=TakesMany())
    assert excluded(many, (torch.ones(2, 3), EXAMPLE)) is None
    assert excluded(many, (EXAMPLE, torch.ones(2, 3))) is not None


def test_one_dim_has_one_size() -> None:
    example = program({"x": {0: BATCH}, "y": {0: BATCH}}, EXAMPLE, EXAMPLE)
    assert excluded(example, (torch.ones(5, 3), torch.ones(5, 3))) is None
    why = excluded(example, (torch.ones(5, 3), torch.ones(6, 3)))
    assert why == "y.shape[0] is 6 and x.shape[0] is 5, and the spec has both as batch"
