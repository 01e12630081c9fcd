"""An index that is out of range, and whose result is not used

Without a positive value there is no first one, and eager mode raises. Strict mode removes what no result depends on
before it makes the program, and the error goes with it; non-strict mode keeps the operator.
"""

import torch
from torch.export import Dim

tags = {"torch.soundness", "torch.dynamic-shape", "torch.unbacked-size", "torch.dynamic-value"}
expect = {"strict": "shapes: Unsound"}


class Model(torch.nn.Module):
    def forward(self, x):
        x[x > 0][0]
        return x + 1


class Uses(torch.nn.Module):
    """Let the result depend on the value, times zero. It costs an addition."""

    def forward(self, x):
        return x + 1 + x[x > 0][0] * 0


model = Model()
rewrites = {"use the result": Uses()}
example_args = (torch.tensor([1.0, -2.0, 3.0, -4.0]),)
dynamic_shapes = {"x": (Dim.AUTO,)}
more_args = [(torch.arange(-3.0, 4.0),)]
