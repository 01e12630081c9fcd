from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from exportdb_engine.shapes.values import Pattern, Range, drawable, fill, literal, range_of

DTYPES = (
    torch.float32,
    torch.float64,
    torch.float16,
    torch.bfloat16,
    torch.int64,
    torch.int32,
    torch.uint8,
    torch.bool,
)


@given(
    st.lists(st.integers(0, 4), max_size=3),
    st.sampled_from([*DTYPES, torch.complex64]),
    st.sampled_from([Range(0, 1), Range(-2.25, 1.75), Range(3, 3), Range(0.1, 0.3), Range(0, 200)]),
    st.sampled_from(list(Pattern)),
    st.integers(0, 3),
)
@settings(deadline=None, derandomize=True)
def test_the_text_of_a_tensor_makes_it_again(
    shape: list[int], dtype: torch.dtype, within: Range, pattern: Pattern, seed: int
) -> None:
    if dtype in (torch.uint8, torch.bool, torch.int32, torch.int64):
        within = Range(0, int(within.high))
    made = fill(shape, dtype, within, pattern, seed)
    again = eval(literal(made, within, pattern, seed), {"torch": torch})
    assert (made.shape, made.dtype) == (again.shape, again.dtype)
    assert torch.equal(made, again)


@pytest.mark.parametrize(
    ("examples", "expected"),
    [
        pytest.param([torch.tensor([-1.4, 0.3])], Range(-1.5, 0.5), id="floats, outward to quarters"),
        pytest.param([torch.tensor([0.1, 0.9])], Range(0.1, 1.0), id="what is positive stays positive"),
        pytest.param([torch.ones(3)], Range(0, 2), id="a constant is widened"),
        pytest.param([torch.tensor([0, 7, 3])], Range(0, 7), id="integers may be indices"),
        pytest.param([torch.tensor([5])], Range(4, 7), id="one integer may be a size"),
        pytest.param([torch.tensor([0])], Range(-1, 2), id="and is tried below zero"),
        pytest.param([torch.ones(2, dtype=torch.bool)], Range(0, 1), id="bool"),
        pytest.param([torch.tensor([0, 2]), torch.tensor([9])], Range(0, 9), id="of all examples"),
        pytest.param([torch.empty(0)], Range(0, 1), id="nothing to learn from"),
        pytest.param([torch.tensor([float("nan"), float("inf")])], Range(-1, 1), id="nothing finite"),
    ],
)
def test_the_range_of_examples(examples: list[torch.Tensor], expected: Range) -> None:
    found = range_of(examples)
    assert (found.low, found.high) == (pytest.approx(expected.low), pytest.approx(expected.high))


def test_what_cannot_be_drawn_is_named() -> None:
    assert drawable(torch.randn(2)) is None
    assert "sparse_coo" in str(drawable(torch.eye(2).to_sparse()))
    assert "Tagged" in str(drawable(torch.randn(2).as_subclass(type("Tagged", (torch.Tensor,), {}))))
