"""`len()` of a selection

`len` has to return a Python int. Strict mode reads `len(x)` as `x.shape[0]`; in non-strict mode Python itself calls it
and asks for the value of the symbol. `shape[0]` gives the symbol in both.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.builtin"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/int_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * len(x[x > 0])


class Shape(torch.nn.Module):
    """Ask for the shape."""

    def forward(self, x):
        return x * x[x > 0].shape[0]


model = Model()
rewrites = {"shape": Shape()}
example_args = (torch.tensor([1.0, -1.0, 2.0]),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]
