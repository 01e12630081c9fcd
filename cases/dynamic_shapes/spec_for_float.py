"""A `Dim` for a float input

An int can become a symbol, like a size; a float cannot, and without an entry it is baked in. A number that varies goes
in as a tensor.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-dynamic", "python.constant-input"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.6"}
near = ["dynamic_shapes/integer_input_dynamic"]


class Model(torch.nn.Module):
    def forward(self, x, scale):
        return x * scale


model = Model()
rewrites = {
    "tensor": {"example_args": (torch.randn(3), torch.tensor(0.5)), "dynamic_shapes": {"x": None, "scale": None}},
}
example_args = (torch.randn(3), 0.5)
dynamic_shapes = {"x": None, "scale": Dim.DYNAMIC}
more_args = [(torch.ones(3), 0.25)]
