"""`bool()` of a tensor as a number

`bool` has to return True or False. Strict mode sees the call and keeps a symbol; in non-strict mode Python itself runs
`bool` and the value is not there. A comparison is a tensor that can be multiplied as it is.
"""

import torch

tags = {"torch.dynamic-value", "python.builtin"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/int_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * bool(x.sum() > 0)


class Comparison(torch.nn.Module):
    """Multiply with the comparison."""

    def forward(self, x):
        return x * (x.sum() > 0)


model = Model()
rewrites = {"comparison": Comparison()}
example_args = (torch.ones(3),)
more_args = [(torch.full((3,), 2.0),), (-torch.ones(3),)]
