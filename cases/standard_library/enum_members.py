"""Choose by enum members

Enums are constants to both modes: lookup by value and by name, iteration, `is`, flags that are combined, and members of
`IntEnum` as numbers.
"""

import enum

import torch

tags = {"python.enum", "python.control-flow"}
near = ["standard_library/enum_of_unknown_value", "standard_library/enum_member_as_text"]


class Norm(enum.Enum):
    NONE = "none"
    MEAN = "mean"


class Steps(enum.Flag):
    SHIFT = enum.auto()
    SCALE = enum.auto()


class Axis(enum.IntEnum):
    ROWS = 0
    COLUMNS = 1


class Model(torch.nn.Module):
    def __init__(self, norm, steps):
        super().__init__()
        self.norm, self.steps = norm, steps

    def forward(self, x):
        if Norm(self.norm) is Norm.MEAN and Norm["MEAN"] in list(Norm):
            x = x - x.mean(Axis.COLUMNS, keepdim=True)
        if Steps.SCALE in self.steps:
            x = x * (Axis.COLUMNS + 1)
        return x + len(Norm) if Steps.SHIFT in self.steps else x


model = Model("mean", Steps.SCALE | Steps.SHIFT)
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
