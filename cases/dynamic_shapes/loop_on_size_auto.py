"""A Python loop over a length that is `Dim.AUTO`

`Dim.AUTO` asks for as much as the program allows, and a loop that was unrolled allows one length. So the export holds
without a word, and the program takes inputs of the example's length only. Ask with `Dim.DYNAMIC` to hear of it at once.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "python.control-flow"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
requires = {"torch>=2.6"}
near = ["python_statements/loop_over_rows"]


class Model(torch.nn.Module):
    def forward(self, x):
        total = torch.zeros(3)
        for row in x:
            total = total * 0.5 + row
        return total


class OneProduct(torch.nn.Module):
    """Write the recurrence as one product with the powers of its factor."""

    def forward(self, x):
        powers = torch.arange(x.shape[0] - 1, -1, -1, dtype=x.dtype)
        return (0.5**powers) @ x


model = Model()
rewrites = {"one product": OneProduct()}
example_args = (torch.randn(5, 3),)
dynamic_shapes = {"x": (Dim.AUTO, Dim.STATIC)}
more_args = [(torch.ones(5, 3),), (torch.ones(6, 3),), (torch.ones(2, 3),)]
