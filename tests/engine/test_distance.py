from __future__ import annotations

import json
import math

import pytest
import torch

from exportdb_engine.distance import distance

F32 = torch.float32
NEXT = torch.nextafter(torch.tensor(1.0), torch.tensor(2.0)).item()

#: dtype, expected, actual, ULP between the values of the worst pair.
UNITS = [
    (torch.float32, 1.0, NEXT, 1),
    (torch.float32, -1.0, -NEXT, 1),
    (torch.float32, 0.0, -0.0, None),
    (torch.float32, -1e-45, 1e-45, 2),
    (torch.float16, 1.0, 1.0 + 2**-10, 1),
    (torch.bfloat16, 1.0, 1.0 + 2**-6, 2),
    (torch.float64, 1.0, 1.0 + 2**-50, 4),
    (torch.float64, -1.7e308, 1.7e308, "more than fits into 64 bits"),
]


@pytest.mark.parametrize(("dtype", "one", "other", "units"), UNITS)
def test_units_in_the_last_place(dtype: torch.dtype, one: float, other: float, units: int | str | None) -> None:
    found = distance(torch.tensor([one], dtype=dtype), torch.tensor([other], dtype=dtype), 0.0, 0.0)
    if units is None:
        assert found is None, "both zeros are equal"
        return
    assert found is not None
    assert found.ulp is not None
    assert found.ulp == units if isinstance(units, int) else found.ulp > 2**63


def test_the_worst_is_where_most_is_exceeded_and_the_message_is_one_line() -> None:
    one, other = torch.tensor([[1000.0, 1.0], [2.0, 3.0]]), torch.tensor([[1000.5, 1.5], [2.0, 3.0]])
    found = distance(one, other, 1e-3, 1e-3)
    assert found is not None
    assert (found.count, found.total, found.index, found.absolute) == (1, 4, (0, 1), 0.5)
    assert str(found) == (
        "1 of 4 values differ, by up to 0.5 (relative 0.5, 4194304 ULP), most at [0, 1]: 1.5, eager gives 1"
    )


@pytest.mark.parametrize(
    ("one", "other", "nan", "inf"),
    [
        ([1.0, math.nan], [math.nan, math.nan], 1, 0),
        ([1.0, math.inf], [math.inf, math.inf], 0, 1),
        ([math.nan, 1.0], [1.0, 1.0], 0, 0),
        ([1.0, 1.0], [math.nan, -math.inf], 1, 1),
    ],
)
def test_what_is_not_finite_is_counted_where_eager_is(one: list[float], other: list[float], nan: int, inf: int) -> None:
    found = distance(torch.tensor(one), torch.tensor(other), 1e-6, 1e-5)
    assert found is not None
    assert (found.nan, found.inf) == (nan, inf)
    json.dumps(found.detail(), allow_nan=False)


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool, torch.complex64, torch.uint8])
def test_other_dtypes_have_no_units(dtype: torch.dtype) -> None:
    found = distance(torch.tensor([0, 1]).to(dtype), torch.tensor([1, 1]).to(dtype), 1e-6, 1e-5)
    assert found is not None
    assert (found.ulp, found.count, found.index) == (None, 1, (0,))


def test_large_integers_that_are_one_in_floating_point_are_told_apart() -> None:
    found = distance(torch.tensor([2**60]), torch.tensor([2**60 + 1]), 1.0, 1.0)
    assert found is not None
    assert (found.count, found.actual - found.expected) == (1, 1)


def test_a_number_without_dimensions_and_no_values_at_all() -> None:
    found = distance(torch.tensor(1.0), torch.tensor(2.0), 0, 0)
    assert found is not None
    assert found.index == ()
    assert distance(torch.ones(0, 2), torch.ones(0, 2), 0, 0) is None
