"""Hand an input that is an opaque object to a custom operator

The class is registered as opaque, so its objects may be inputs, and the program runs with others than the example's.
It cannot be saved: the file has no form for an input of that kind. As an attribute of the module the object is saved.
"""

import torch
from torch._library.opaque_object import OpaqueBase, register_opaque_type

tags = {"torch.custom-op", "torch.serialization", "python.class"}
expect = {"strict": "serialize: SerializeError", "nonstrict": "serialize: SerializeError"}
near = ["custom_ops/object_of_module_as_argument", "inputs_outputs/function_as_input"]
requires = {"torch>=2.13"}


class Scale(OpaqueBase):
    def __init__(self, factor):
        self.factor = factor


register_opaque_type(Scale, typ="reference")


@torch.library.custom_op("exportdb_object_as_input::scaled", mutates_args=())
def scaled(x: torch.Tensor, scale: Scale) -> torch.Tensor:
    return x * scale.factor


@scaled.register_fake
def _(x, scale):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def forward(self, x, scale):
        return scaled(x, scale)


model = Model()
no_rewrite = "The inputs have to change: hand in the tensors and numbers that the object holds."
example_args = (torch.randn(3), Scale(3.0))
more_args = [(torch.ones(3), Scale(2.0))]
