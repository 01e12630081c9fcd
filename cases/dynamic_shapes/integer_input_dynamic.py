"""An integer input with a `Dim`

With an entry of its own in the spec an integer input becomes a symbol, like a size, and may differ from call to call.
Without one it is baked in. The declared range begins at 0, while tracing `expand` took for granted that the result is
neither empty nor a single row: 0 and 1 are refused by guards of which the range says nothing.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "python.constant-input"}
expect = {"strict": "shapes: OverRestrictive", "nonstrict": "shapes: OverRestrictive"}
requires = {"torch>=2.6"}
near = ["basics/plain_python_inputs", "dynamic_shapes/spec_for_float"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        return x.unsqueeze(0).expand(count, -1).clone()


class StatesBound(torch.nn.Module):
    """Say that there are two rows at least. The declared range begins there: 0 and 1 are given up in so many words."""

    def forward(self, x, count):
        torch._check(count >= 2)
        return x.unsqueeze(0).expand(count, -1).clone()


model = Model()
rewrites = {"state the bound": StatesBound()}
example_args = (torch.randn(3), 4)
dynamic_shapes = {"x": None, "count": Dim.DYNAMIC}
more_args = [(torch.ones(3), 9)]
