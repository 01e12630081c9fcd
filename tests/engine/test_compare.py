from __future__ import annotations

import math
from collections import namedtuple
from typing import Any

import pytest
import torch

from exportdb_engine.compare import differences
from exportdb_engine.observe import Observation, fresh, observe_module

Pair = namedtuple("Pair", "a b")
ONES = torch.ones(2, 3)


class Holds:
    """Equal only to itself, as a cache of keys and values is."""

    def __init__(self, *values: Any) -> None:
        self.values = values


SAME: list[tuple[str, Any, Any]] = [
    ("equal tensors", ONES, ONES.clone()),
    ("within the tolerance of float32", ONES, ONES + 5e-7),
    ("NaN in the same place", torch.tensor([math.nan, 1.0]), torch.tensor([math.nan, 1.0])),
    ("nested containers", {"a": [ONES, None], "b": (1, "x")}, {"a": [ONES.clone(), None], "b": (1, "x")}),
    ("named tuples", Pair(ONES, 2), Pair(ONES, 2)),
    ("NaN as a float", math.nan, math.nan),
    ("empty tensors", torch.ones(0, 3), torch.ones(0, 3)),
    ("complex", torch.tensor([1 + 2j]), torch.tensor([1 + 2j])),
    ("other strides", ONES.t().contiguous().t(), ONES),
    ("objects that hold the same", Holds(ONES, Holds(2)), Holds(ONES.clone(), Holds(2))),
]

DIFFERENT: list[tuple[str, Any, Any, str]] = [
    ("a value", ONES, ONES + 1e-3, "ValuesDiffer"),
    ("integers have no tolerance", torch.tensor([10**9]), torch.tensor([10**9 + 1]), "ValuesDiffer"),
    ("NaN appears", ONES, ONES / 0 - ONES / 0, "ValuesDiffer"),
    ("infinity against a number", ONES, ONES / 0, "ValuesDiffer"),
    ("dtype", ONES, ONES.double(), "DtypeDiffers"),
    ("shape that would broadcast", ONES, torch.ones(1, 3), "ShapeDiffers"),
    ("a tuple for a list", [ONES], (ONES,), "StructureDiffers"),
    ("a key", {"a": ONES}, {"b": ONES}, "StructureDiffers"),
    ("one more", [ONES], [ONES, ONES], "StructureDiffers"),
    ("None for a tensor", [ONES], [None], "TypeDiffers"),
    ("bool for int", [True], [1], "TypeDiffers"),
    ("int for a tensor", [torch.tensor(1)], [1], "TypeDiffers"),
    ("a Python number", [1.0], [1.5], "ValuesDiffer"),
    ("an object that holds another tensor", Holds(Holds(ONES)), Holds(Holds(ONES + 1)), "ValuesDiffer"),
    ("functions are themselves alone", [lambda: 1], [lambda: 1], "ValuesDiffer"),
]


@pytest.mark.parametrize(("expected", "actual"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_same(expected: Any, actual: Any) -> None:
    assert differences(Observation(output=expected), Observation(output=actual)) == []


@pytest.mark.parametrize(("expected", "actual", "code"), [r[1:] for r in DIFFERENT], ids=[r[0] for r in DIFFERENT])
def test_different(expected: Any, actual: Any, code: str) -> None:
    found = differences(Observation(output=expected), Observation(output=actual))
    assert [difference.code for difference in found] == [code]


def test_a_difference_names_its_place() -> None:
    (found,) = differences(
        Observation(output={"logits": [ONES, ONES]}), Observation(output={"logits": [ONES, ONES + torch.eye(2, 3)]})
    )
    assert str(found) == (
        "output['logits'][1]: 2 of 6 values differ, by up to 1 (relative 1, 8388608 ULP), "
        "most at [0, 0]: 2, eager gives 1"
    )
    assert found.as_json() == {
        "code": "ValuesDiffer",
        "where": "output['logits'][1]",
        "text": found.text,
        "count": 2,
        "total": 6,
        "absolute": 1.0,
        "relative": 1.0,
        "ulp": 8388608,
        "nan": 0,
        "inf": 0,
        "index": [0, 0],
        "expected": 1.0,
        "actual": 2.0,
    }


def test_mutations_of_inputs_and_buffers_are_compared() -> None:
    class Counts(torch.nn.Module):
        def __init__(self, step: float) -> None:
            super().__init__()
            self.register_buffer("seen", torch.zeros(1))
            self.step = step

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            self.seen += self.step
            return x.mul_(self.step)

    example = (ONES.clone(),)
    one, two = (observe_module(Counts(step), example, {}) for step in (1.0, 2.0))
    assert {d.code for d in differences(one, two)} == {"ValuesDiffer", "InputMutationDiffers", "BufferMutationDiffers"}
    assert torch.equal(example[0], ONES), "the caller's own input is left alone"


def test_fresh_keeps_aliases_and_takes_what_deepcopy_refuses() -> None:
    leaf = torch.ones(2, requires_grad=True)
    made = leaf * 2
    one, two, other = fresh((made, made, leaf))
    assert one is two
    assert one is not made
    assert other.requires_grad
