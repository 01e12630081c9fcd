"""Pad to a fixed length by assigning to a slice

The slice ends at the dynamic size of the input. That the input is no longer than the room for it becomes a guard, and a
longer one is refused.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.mutation", "torch.guard"}


class Model(torch.nn.Module):
    def forward(self, x):
        padded = torch.zeros(8, 3)
        padded[: x.shape[0]] = x
        return padded.cumsum(0)


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("length", max=8)}}
more_args = [(torch.ones(1, 3),), (torch.ones(8, 3),), (torch.ones(9, 3),)]
