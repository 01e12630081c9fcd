from __future__ import annotations

import pytest
from torch.export import Dim

from exportdb_engine.specs.entries import Derived, Entry, Hint, Named, derived, renamed, to_text, to_torch

BATCH = Named("batch", 2, 9)

#: entry, and its text.
TEXTS: list[tuple[Entry, str]] = [
    (Hint.STATIC, "None"),
    (Hint.AUTO, "Dim.AUTO"),
    (7, "7"),
    (Named("batch"), "Dim('batch')"),
    (Named("batch", high=9), "Dim('batch', max=9)"),
    (BATCH, "Dim('batch', min=2, max=9)"),
    (Derived(BATCH, 2, 0), "2*Dim('batch', min=2, max=9)"),
    (Derived(BATCH, 1, -1), "Dim('batch', min=2, max=9) - 1"),
    (Derived(BATCH, 3, 4), "3*Dim('batch', min=2, max=9) + 4"),
]


@pytest.mark.parametrize(("entry", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_the_text_makes_what_torch_gets(entry: Entry, text: str) -> None:
    assert to_text(entry) == text
    pasted = eval(text, {"Dim": Dim})
    (made,) = to_torch([entry])
    assert str(made) == str(pasted)
    assert getattr(made, "min", None) == getattr(pasted, "min", None)
    assert getattr(made, "max", None) == getattr(pasted, "max", None)


def test_equal_dims_are_one_object() -> None:
    one, other, twice = to_torch([BATCH, BATCH, Derived(BATCH, 2, 0)])
    assert one is other
    assert twice.root is one


def test_derived_of_derived() -> None:
    assert derived(Derived(BATCH, 2, 1), 3, -1) == Derived(BATCH, 6, 2)
    assert derived(BATCH, 1, 0) is BATCH


def test_specs_that_mean_the_same_are_equal() -> None:
    one = (Named("b"), Hint.AUTO, Derived(Named("a", 1, 5), 2, 0), Named("b"))
    other = (Named("x"), Hint.AUTO, Derived(Named("y", 1, 5), 2, 0), Named("x"))
    assert renamed(one) == renamed(other) != renamed((Named("x"), Hint.AUTO, Derived(Named("x"), 2, 0), Named("x")))
