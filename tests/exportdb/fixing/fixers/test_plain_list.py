from __future__ import annotations

import pytest

HEAD = (
    "import torch\nfrom torch import nn\n\n\nclass Block(nn.Module):\n    pass\n\n\nclass Net(nn.Module):\n"
    "    def __init__(self):\n        super().__init__()\n        "
)
MESSAGE = "KeyError: 'L__self___layers_0_weight'"

#: What the constructor assigns -> what it assigns instead.
CHANGES = {
    "self.layers = [nn.Linear(3, 3), nn.ReLU()]": "self.layers = nn.ModuleList([nn.Linear(3, 3), nn.ReLU()])",
    "self.layers = [Block() for _ in range(3)]  # three": (
        "self.layers = nn.ModuleList([Block() for _ in range(3)])  # three"
    ),
    'self.layers = {"a": torch.nn.Linear(3, 3)}': 'self.layers = nn.ModuleDict({"a": torch.nn.Linear(3, 3)})',
    "self.layers = []\n        self.layers.append(Block())": (
        "self.layers = nn.ModuleList()\n        self.layers.append(Block())"
    ),
}

LEAVES = (
    "self.layers = [3, 4]",
    "self.layers = [nn.Linear(3, 3), None]",
    "self.layers = []\n        self.layers.append(3)",
    "self.layers = {0: nn.Linear(3, 3)}",
    "self.layers = [nn.Parameter(torch.zeros(3))]",
    "self.layers = nn.ModuleList([nn.Linear(3, 3)])",
    # Not the one that torch means.
    "self.others = [nn.Linear(3, 3)]",
)


@pytest.mark.parametrize("text", CHANGES)
def test_changes(ask, text):
    (patch,) = ask("modulelist", f"{HEAD}{text}\n", "KeyError", MESSAGE).patches
    assert patch.source == f"{HEAD}{CHANGES[text]}\n"


@pytest.mark.parametrize("text", LEAVES)
def test_leaves_alone(ask, text):
    assert not ask("modulelist", f"{HEAD}{text}\n", "KeyError", MESSAGE).patches


def test_one_that_torch_names_comes_before_all(ask):
    text = "self.layers = [Block()]\n        self.others = [Block()]"
    found = ask("modulelist", f"{HEAD}{text}\n", "KeyError", MESSAGE).patches
    one = text.replace("layers = [Block()]", "layers = nn.ModuleList([Block()])")
    both = one.replace("others = [Block()]", "others = nn.ModuleList([Block()])")
    assert [patch.source for patch in found] == [f"{HEAD}{one}\n", f"{HEAD}{both}\n"]
