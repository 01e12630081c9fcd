from __future__ import annotations

import pytest

HEAD = "import torch\nfrom torch.export import Dim, dims\n\n"
REST = (
    "\n\nclass Net(torch.nn.Module):\n    def forward(self, x, y):\n        return x\n\n\n"
    "torch.export.export(Net(), inputs, dynamic_shapes=shapes)\n"
)
VIOLATED = "Constraints violated ({})! For more information, run with TORCH_LOGS.\n  - reasons\n"
PINNED = "  - You marked {} as dynamic but your code specialized it to be a constant (7).\n"

#: What is written, the dimensions that do not hold, torch's suggestions, and the specs in the order of the trials.
CHANGES = {
    "bounds": (
        'shapes = {"x": {0: Dim("n", min=2)}}',
        "n",
        "n = Dim('n', max=16)",
        ['shapes = {"x": {0: Dim("n", min=2, max=16)}}'],
    ),
    "an only size": (
        'm = Dim("m")\nn = Dim("n")\nshapes = {"x": {0: n, 1: m}, "y": [2 * n]}',
        "n",
        "n = 8",
        [
            'm = Dim("m")\nn = Dim.DYNAMIC\nshapes = {"x": {0: n, 1: m}, "y": [2 * n]}',
            'm = Dim("m")\nshapes = {"x": {0: None, 1: m}, "y": [None]}',
        ],
    ),
    "equal, the names made in one line": (
        'a, b = dims("dx", "dy")\nshapes = ({0: a}, {0: b})',
        "dy",
        "dy = dx",
        ['a, b = dims("dx", "dy")\nshapes = ({0: a}, {0: a})'],
    ),
    "twice another": (
        'rows = torch.export.Dim("n", min=4, max=64)  # at most 64\nshapes = ({0: rows}, None)',
        "n",
        "_n = Dim('_n', min=1, max=32)\n  n = 2*_n",
        [
            'rows = 2 * torch.export.Dim("_n", min=1, max=32)  # at most 64\nshapes = ({0: rows}, None)',
            "rows = torch.export.Dim.DYNAMIC(min=4, max=64)  # at most 64\nshapes = ({0: rows}, None)",
        ],
    ),
    "nothing suggested": (
        'shapes = {"x": {0: Dim("n", min=3)}}', "n", "", ['shapes = {"x": {0: Dim.DYNAMIC(min=3)}}'],
    ),
}  # fmt: skip


def message(violated: str, suggested: str) -> str:
    return VIOLATED.format(violated) + (f"Suggested fixes:\n  {suggested}\n\nThe error above" if suggested else "")


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, violated, suggested, after = CHANGES[name]
    found = ask("dims", HEAD + before + REST, "UserError", message(violated, suggested))
    assert [patch.source for patch in found.patches] == [HEAD + text + REST for text in after]


#: A spec with Dim.DYNAMIC, the size that is pinned -> the spec.
MARKERS = {
    '{"x": (Dim.AUTO, Dim.DYNAMIC)}': ("L['x'].size()[1]", '{"x": (Dim.AUTO, Dim.AUTO)}'),
    '{"x": {1: Dim.DYNAMIC(min=2)}}': ("L['x'].size()[1]", '{"x": {1: Dim.AUTO(min=2)}}'),
    "(None, [Dim.DYNAMIC])": ("L['y'].size()[0]", "(None, [Dim.AUTO])"),
    "[[Dim.DYNAMIC], {0: Dim.DYNAMIC}]": ("L['flat_args'][0].size()[0]", "[[Dim.AUTO], {0: Dim.DYNAMIC}]"),
}


@pytest.mark.parametrize("spec", MARKERS)
def test_marker_of_a_pinned_size_becomes_auto(ask, spec):
    source, after = MARKERS[spec]
    said = VIOLATED.format(source) + PINNED.format(source)
    (patch,) = ask("dims", f"{HEAD}shapes = {spec}{REST}", "UserError", said).patches
    assert patch.source == f"{HEAD}shapes = {after}{REST}"


def test_size_one_of_the_example_is_left(ask):
    found = ask("dims", f'{HEAD}shapes = {{"x": {{0: Dim("n")}}}}{REST}', "UserError", message("n", "n = 1"))
    assert not found.patches
    assert [left.reason for left in found.left] == [
        "the example has size 1 where n is dynamic, and torch keeps the sizes 0 and 1 apart from all others: give an"
        " example of size 2 or more"
    ]


@pytest.mark.parametrize(
    "text", ['rewrites = {"a": {"dynamic_shapes": {"x": {0: Dim("n")}}}}', 'other = {0: Dim("n")}', "shapes = None"]
)
def test_what_is_no_spec_is_left(ask, text):
    assert ask("dims", f"{HEAD}{text}\n", "UserError", message("n", "n = 8")) == ask("dims", "\n")
