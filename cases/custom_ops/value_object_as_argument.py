"""Hand an object that stands for its value to a custom operator

A class that is registered as opaque by value says with `__fx_repr__` how its objects are written down, and the graph
has them so in the call. The program is exported and saved, and then cannot be loaded: the file names the object as a
constant that it does not hold. Hand over the numbers in it.
"""

import torch
from torch._library.opaque_object import OpaqueBase, register_opaque_type

tags = {"torch.custom-op", "torch.serialization", "python.class"}
expect = {"strict": "serialize: RuntimeError", "nonstrict": "serialize: RuntimeError"}
near = ["custom_ops/object_of_module_as_argument"]
requires = {"torch>=2.13"}


class Scale(OpaqueBase):
    def __init__(self, factor):
        self.factor = factor

    def __eq__(self, other):
        return isinstance(other, Scale) and self.factor == other.factor

    def __hash__(self):
        return hash(self.factor)

    def __fx_repr__(self):
        return f"Scale({self.factor!r})", {"Scale": Scale}


register_opaque_type(Scale, typ="value")


@torch.library.custom_op("exportdb_value_object::scaled", mutates_args=())
def scaled(x: torch.Tensor, scale: Scale) -> torch.Tensor:
    return x * scale.factor


@scaled.register_fake
def _(x, scale):
    return torch.empty_like(x)


@torch.library.custom_op("exportdb_value_object::scaled_by", mutates_args=())
def scaled_by(x: torch.Tensor, factor: float) -> torch.Tensor:
    return x * factor


@scaled_by.register_fake
def _(x, factor):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = Scale(3.0)

    def forward(self, x):
        return scaled(x, self.scale)


class Numbers(Model):
    """Take the numbers out of the object; the operator gets one argument for each."""

    def forward(self, x):
        return scaled_by(x, self.scale.factor)


model = Model()
rewrites = {"numbers": Numbers()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
