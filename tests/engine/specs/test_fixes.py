from __future__ import annotations

import pytest
import torch
from torch.export.dynamic_shapes import refine_dynamic_shapes_from_suggested_fixes

from exportdb_engine.program import Program
from exportdb_engine.specs.entries import Derived, Hint, Named, Spec
from exportdb_engine.specs.fixes import fixed, suggestion, violated
from exportdb_engine.specs.inputs import Inputs, read_inputs


class Takes(torch.nn.Module):
    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return x.sum() + y.sum()


INPUTS: Inputs = read_inputs(Program(Takes(), (torch.ones(6), torch.ones(3)), {}, [], None, None))
D0, D1 = Named("d0"), Named("d1")
TAIL = "\n\nThe error above occurred when calling torch.export.export. x = 1"

#: reason: message, spec, and the spec with the fixes; None where nothing is suggested.
ROWS: dict[str, tuple[str, Spec, Spec | None]] = {
    "other bounds": (
        "Suggested fixes:\n  d0 = Dim('d0', min=6, max=64)",
        (D0, Hint.AUTO),
        (Named("d0", 6, 64), Hint.AUTO),
    ),
    "the same size": ("Suggested fixes:\n  d1 = d0", (D0, D1), (D0, D0)),
    "a constant": ("Suggested fixes:\n  d0 = 6", (D0, D1), (Hint.STATIC, D1)),
    "a constant that is not the example's": ("Suggested fixes:\n  d0 = 5", (D0, D1), (5, D1)),
    "derived, and bounds of the root": (
        "Suggested fixes:\n  d1 = Dim('d1', max=9)\n  d0 = 2*d1",
        (D0, D1),
        (Derived(Named("d1", None, 9), 2, 0), Named("d1", None, 9)),
    ),
    "derived from a new Dim": (
        "Suggested fixes:\n  _d0 = Dim('_d0', max=oo)\n  d0 = 2*_d0 - 1",
        (D0, Derived(D0, 1, -3)),
        (Derived(Named("_d0"), 2, -1), Derived(Named("_d0"), 2, -4)),
    ),
    "derived from a constant": ("Suggested fixes:\n  d1 = 3\n  d0 = d1 + 3", (D0, D1), (Hint.STATIC, Hint.STATIC)),
    "of a dimension without a name": (
        "Suggested fixes:\n  L['x'].size()[0] = d1 + 3",
        (Hint.AUTO, D1),
        (Derived(D1, 1, 3), D1),
    ),
    "DYNAMIC is pinned": (
        "  - You marked L['y'].size()[0] as dynamic but your code specialized it to be a constant (3). If",
        (Hint.DYNAMIC, Hint.DYNAMIC),
        (Hint.DYNAMIC, Hint.STATIC),
    ),
    "strict mode numbers the inputs": (
        "  - You marked L['flat_args'][1].size()[0] as dynamic but your code specialized it to be a constant (3). If",
        (Hint.AUTO, Hint.DYNAMIC),
        (Hint.AUTO, Hint.STATIC),
    ),
    "non-strict mode of 2.8 places them": (
        "  - You marked L['args'][0][1].size()[0] as dynamic but your code specialized it to be a constant (3). If",
        (Hint.AUTO, Hint.DYNAMIC),
        (Hint.AUTO, Hint.STATIC),
    ),
    "a name is pinned without a suggestion": (
        "  - You marked d0 as dynamic but your code specialized it to be a constant (6). If",
        (D0, D1),
        (Hint.STATIC, D1),
    ),
    "a fix that no spec can say": ("Suggested fixes:\n  d0 = d1**2 - 3", (D0, D1), None),
    "a fix of another Dim": ("Suggested fixes:\n  d7 = 4", (D0, D1), None),
    "no fix": ("Could not guard on data-dependent expression", (D0, D1), None),
}


@pytest.mark.parametrize("name", ROWS)
def test_fixes_are_applied(name: str) -> None:
    message, spec, expected = ROWS[name]
    assert fixed(message + TAIL, spec, INPUTS) == expected


@pytest.mark.parametrize("name", [n for n, row in ROWS.items() if row[2] and "d0 = " in row[0] and D1 in row[1]])
def test_torch_s_own_helper_comes_to_the_same(name: str) -> None:
    message, spec, expected = ROWS[name]
    if Hint.AUTO in spec or expected is None:
        pytest.skip("the helper takes named Dims alone")
    theirs = refine_dynamic_shapes_from_suggested_fixes(message, INPUTS.spec(spec))
    ours = INPUTS.spec(expected)
    for name_, size in (("x", 6), ("y", 3)):
        one, other = (spec_[name_] if spec_[name_] is None else spec_[name_][0] for spec_ in (theirs, ours))
        assert str(size if other is None else other) == str(one)


def test_what_a_refusal_is_about() -> None:
    spec = (Derived(D1, 2, 0), Hint.AUTO)
    assert violated("Constraints violated (2*d1, L['y'].size()[0])! For more", spec, INPUTS) == {0, 1}
    assert violated("Constraints violated (d1)! For more", spec, INPUTS) == set()
    assert violated("another refusal", spec, INPUTS) == set()


def test_a_suggestion_in_words() -> None:
    assert suggestion({0, 1}, (Derived(D1, 2, 0), Hint.STATIC), INPUTS) == "x.shape[0] = 2*Dim('d1'); y.shape[0] = 3"
