"""Ask for the truth of an object whose `__bool__` looks at a tensor

`if mask:` calls `__bool__`, which has to give Python a true bool. It is a branch on values, hidden in a class. Let the
class give the tensor, and select with it.
"""

import torch

tags = {"python.class", "python.operator-overloading", "torch.dynamic-value", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["classes/arithmetic_operators"]


class Mask:
    def __init__(self, keep):
        self.keep = keep

    def __bool__(self):
        return bool(self.keep.any())

    def any(self):
        return self.keep.any()


class Model(torch.nn.Module):
    def forward(self, x):
        mask = Mask(x > 0)
        if mask:
            return x * mask.keep
        return x


class GivesTensor(torch.nn.Module):
    """Ask the class for a tensor and select with `torch.where`."""

    def forward(self, x):
        mask = Mask(x > 0)
        return torch.where(mask.any(), x * mask.keep, x)


model = Model()
rewrites = {"torch.where": GivesTensor()}
example_args = (torch.tensor([1.0, -2.0]),)
more_args = [(torch.tensor([-1.0, -2.0]),)]
