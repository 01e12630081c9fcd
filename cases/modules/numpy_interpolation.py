"""Interpolate in a table with `numpy.interp`

PyTorch has its own version of many functions of NumPy, which strict mode uses, and none of this one. Non-strict mode
has no array of a traced tensor. Find the piece with `searchsorted` and interpolate by hand.
"""

import numpy
import torch

tags = {"python.numpy", "python.graph-break"}
expect = {"strict": "export: GB0294", "nonstrict": "export: RuntimeError"}
near = ["modules/numpy_ufunc_reduce"]
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        values = numpy.interp(x.numpy(), [0.0, 1.0, 3.0], [0.0, 2.0, 3.0])
        return torch.from_numpy(values).float()


class ByHand(torch.nn.Module):
    """Keep the table as buffers; values outside are held at its ends."""

    def __init__(self):
        super().__init__()
        self.register_buffer("places", torch.tensor([0.0, 1.0, 3.0]))
        self.register_buffer("values", torch.tensor([0.0, 2.0, 3.0]))

    def forward(self, x):
        x = x.clamp(0.0, 3.0)
        left = ((x.unsqueeze(-1) >= self.places).sum(-1) - 1).clamp(0, 1)
        share = (x - self.places[left]) / (self.places[left + 1] - self.places[left])
        return torch.lerp(self.values[left], self.values[left + 1], share)


model = Model()
rewrites = {"by hand": ByHand()}
example_args = (torch.tensor([-1.0, 0.5, 1.0, 2.5]),)
more_args = [(torch.tensor([0.0, 3.0, 4.0, 1.5]),)]
