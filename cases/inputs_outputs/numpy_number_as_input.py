"""Hand in a number of NumPy

`numpy.float32(2.0)` behaves like a float and is none, so both modes refuse it as an input. Settings read from an array
are often such numbers. `.item()` makes a plain float, which is baked in and checked by value.
"""

import numpy
import torch

tags = {"python.numpy", "python.constant-input"}
expect = {"strict": "export: UserError", "nonstrict": "export: ValueError"}
requires = {"numpy"}
near = ["inputs_outputs/complex_number_as_input"]


class Model(torch.nn.Module):
    def forward(self, x, temperature):
        return (x / temperature).softmax(-1)


model = Model()
rewrites = {"plain float": {"example_args": (torch.randn(3), numpy.float32(2.0).item())}}
example_args = (torch.randn(3), numpy.float32(2.0))
more_args = [(torch.ones(3), 2.0), (torch.ones(3), 0.5)]
