"""Normalize by statistics that are kept as a NumPy array

Strict mode turns the array into a tensor while tracing and keeps the tracer's stand-in of it in the program, so the
answer has no values. Non-strict mode keeps the numbers. Register the statistics as a buffer.
"""

import numpy
import torch

tags = {"python.numpy", "torch.buffer", "torch.soundness"}
expect = {"strict": "run: TypeDiffers"}
requires = {"numpy"}
near = ["modules/numpy_random_state", "modules/numpy_scalar_of_size"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = numpy.array([0.5, 1.0, 1.5], dtype=numpy.float32)

    def forward(self, image):
        return image - torch.as_tensor(self.mean)


class Buffer(torch.nn.Module):
    """Convert once and register; the array is no longer at hand for other code."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(numpy.array([0.5, 1.0, 1.5], dtype=numpy.float32)))

    def forward(self, image):
        return image - self.mean


model = Model()
rewrites = {"buffer": Buffer()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
