from __future__ import annotations

import pytest

CHANGES = {
    "copy.deepcopy(x)": "x.clone()",
    "copy.deepcopy(x[:, 0])": "x[:, 0].clone()",
    "copy.copy(x)": "x.view_as(x)",
}
LEFT = {
    "copy.deepcopy(self.layer)": (
        "a module may hold more than one tensor: copy it before the export, or clone its tensors"
    ),
    "copy.deepcopy([x, x])": (
        "what it copies may hold more than one tensor: copy it before the export, or clone its tensors"
    ),
    "copy.copy(items)": "what it copies may hold more than one tensor: copy it before the export, or clone its tensors",
    "copy.deepcopy(x, memo)": None,
}


def program(value: str, mark: str = "  # !") -> str:
    return (
        f"import copy\n\nclass Net:\n    def forward(self, x):\n        y = {value}{mark}\n        return x.exp() + y\n"
    )


@pytest.mark.parametrize("value", CHANGES)
def test_changes(ask, value):
    (patch,) = ask("copy", program(value), "GB4198", "Attempted to copy.deepcopy a tensor").patches
    assert patch.source == program(CHANGES[value], "")


@pytest.mark.parametrize("value", LEFT)
def test_leaves_alone(ask, value):
    found = ask("copy", program(value), "GB4198", "Attempted to copy.deepcopy a tensor")
    assert not found.patches
    assert [left.reason for left in found.left] == ([LEFT[value]] if LEFT[value] else [])
