"""Draw fixed noise from a NumPy generator in `forward`

Strict mode does not know how to make the generator. Non-strict mode calls NumPy while tracing, and the drawn numbers
are a constant of the graph, which is right here only because the generator is seeded on each call.
"""

import numpy
import torch

tags = {"python.numpy", "python.random"}
expect = {"strict": "export: GB0156"}
requires = {"numpy"}
near = ["modules/numpy_array_on_module"]


class Model(torch.nn.Module):
    def forward(self, x):
        noise = numpy.random.RandomState(0).rand(3)
        return x + torch.from_numpy(noise).float()


class Buffer(torch.nn.Module):
    """Draw when the module is made, and keep the numbers."""

    def __init__(self):
        super().__init__()
        self.register_buffer("noise", torch.from_numpy(numpy.random.RandomState(0).rand(3)).float())

    def forward(self, x):
        return x + self.noise


model = Model()
rewrites = {"buffer": Buffer()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
