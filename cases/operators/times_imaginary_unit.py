"""Multiply by the imaginary unit

`x * 1j` is a complex tensor. The number is a constant of the graph, for which the file needs a form of its own, and
core ATen has no operator that takes the product apart again. Write the real and the imaginary part as two tensors.
"""

import torch

tags = {"torch.dtype", "torch.serialization", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/complex_rotation", "inputs_outputs/complex_number_as_input"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.view_as_real(x.sin() * 1j)


class Parts(torch.nn.Module):
    """Stack the two parts; the real one of an imaginary number is zero."""

    def forward(self, x):
        return torch.stack((x.sin() * 0, x.sin()), dim=-1)


model = Model()
rewrites = {"parts": Parts()}
example_args = (torch.randn(6),)
more_args = [(torch.ones(6),)]
