"""Add a text to a member of a string enum

A member of an enum that derives from `str` is a text. Strict mode has no `+` for it when it stands on the left, and
goes on with the answer NotImplemented as if that were the sum. The other way round, a text and then the member, it
adds. Take `.value`, which is the text in every Python release.
"""

import enum

import torch

tags = {"python.enum", "python.f-string", "python.graph-break"}
expect = {"strict": "export: GB0088"}
near = ["standard_library/enum_members"]


class Branch(str, enum.Enum):
    LEFT = "left"
    RIGHT = "right"


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = torch.nn.ModuleDict({"left_head": torch.nn.Linear(3, 2), "right_head": torch.nn.Linear(3, 2)})

    def forward(self, x):
        return sum(self.heads[branch + "_head"](x) for branch in Branch)


class WithValue(torch.nn.Module):
    """Say `.value` where the text is meant."""

    def __init__(self, model):
        super().__init__()
        self.heads = model.heads

    def forward(self, x):
        return sum(self.heads[branch.value + "_head"](x) for branch in Branch)


model = Model()
rewrites = {"value": WithValue(model)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
