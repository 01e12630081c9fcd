"""Write through the `.data` of an input

In eager mode the caller sees the write. Strict mode loses it, in the result and in the caller's tensor; non-strict
mode refuses the program.
"""

import torch

tags = {"torch.tensor-data", "torch.mutation"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#170672"]
near = ["graph_breaks/data_attribute_write", "mutation/input_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        x.data[0, 0] = 5
        return x * 2


class InPlace(torch.nn.Module):
    """Write to the input itself, which is traced; autograd may object where the input needs a gradient."""

    def forward(self, x):
        x[0, 0] = 5
        return x * 2


model = Model()
rewrites = {"in place": InPlace()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.zeros(2, 3),)]
