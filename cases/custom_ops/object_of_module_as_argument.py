"""Hand an object of the module to a custom operator

An operator takes objects of a Python class that is registered as opaque, by reference: nothing looks into them. The
object of the module becomes a constant of the program, next to its weights, and is pickled when the program is saved.
"""

import torch
from torch._library.opaque_object import OpaqueBase, register_opaque_type

tags = {"torch.custom-op", "python.class"}
near = ["custom_ops/object_as_input", "custom_ops/value_object_as_argument"]
issues = ["pytorch/pytorch#179870"]
requires = {"torch>=2.13"}


class Scale(OpaqueBase):
    def __init__(self, factor):
        self.factor = factor


register_opaque_type(Scale, typ="reference")


@torch.library.custom_op("exportdb_object_of_module::scaled", mutates_args=())
def scaled(x: torch.Tensor, scale: Scale) -> torch.Tensor:
    return x * scale.factor


@scaled.register_fake
def _(x, scale):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = Scale(3.0)

    def forward(self, x):
        return scaled(x, self.scale)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
