from __future__ import annotations

import pytest

KEYS = (
    "When `dynamic_shapes` is specified as a dict, its top-level keys must be the arg names {} of `inputs`,"
    " but here they are {}."
)

#: A spec, torch's words -> the spec.
CHANGES = {
    '{"x": {0: n}}': (KEYS.format(["x", "w"], ["x"]), '{"x": {0: n}, "w": None}'),
    '{"input": {0: n}}': (KEYS.format(["x"], ["input"]), '{"x": {0: n}}'),
    '{"x": None, "scale": Dim.DYNAMIC}': (
        "Cannot associate shape DimHint(DYNAMIC) specified at `dynamic_shapes['scale']` to non-tensor type <class",
        '{"x": None, "scale": None}',
    ),
    '{"x": (Dim.AUTO, 4)}': (
        "Static shape constraint of 4 does not match input size of 3, for L['x'].size()[1]", '{"x": (Dim.AUTO, 3)}',
    ),
    '{"x": [Dim("n", max=8)], "y": [Dim("n")]}': (
        "Found different definitions Dim('n', max=8) and Dim('n') for the same symbolic dimension Dim('n')!",
        '{"x": [Dim("n", max=8)], "y": [Dim("n", max=8)]}',
    ),
}  # fmt: skip

LEAVES = {
    '{"a": None, "b": None}': (
        KEYS.format(["x", "y"], ["a", "b"]), ["the spec names a, b; the inputs are x, y"],
    ),
    # Of another program in the same file.
    '{"z": None}': (KEYS.format(["x"], ["y"]), []),
    '{"x": {0: Dim("n", min=8)}}': (
        "4 not in range [8, 64]",
        ["the example has size 4 and the spec says [8, 64]: give an example inside of it, or widen the spec"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("spec", CHANGES)
def test_changes(ask, spec):
    message, after = CHANGES[spec]
    (patch,) = ask("spec", f"dynamic_shapes = {spec}  # of mine\n", "UserError", message).patches
    assert patch.source == f"dynamic_shapes = {after}  # of mine\n"


@pytest.mark.parametrize("spec", LEAVES)
def test_leaves_alone(ask, spec):
    message, reasons = LEAVES[spec]
    found = ask("spec", f"dynamic_shapes = {spec}\n", "UserError", message)
    assert not found.patches
    assert [left.reason for left in found.left] == reasons
