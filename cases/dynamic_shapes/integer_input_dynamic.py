"""An integer input with a `Dim`

With an entry of its own in the spec an integer input becomes a symbol, like a size, and may differ from call to call.
Without one it is baked in.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "python.constant-input"}
requires = {"torch>=2.6"}
near = ["basics/plain_python_inputs"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        return x.unsqueeze(0).expand(count, -1).clone()


model = Model()
example_args = (torch.randn(3), 4)
dynamic_shapes = {"x": None, "count": Dim.DYNAMIC}
more_args = [(torch.ones(3), 9)]
