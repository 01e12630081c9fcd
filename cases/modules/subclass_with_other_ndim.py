"""A tensor subclass that replaces an attribute of Tensor by a plain value

Strict mode follows attributes that a subclass adds, and properties and methods that it overrides. An attribute of
Tensor that becomes a plain number is refused. Non-strict mode cannot make the subclass of a traced tensor. Give the
value a name that Tensor does not have, and keep it apart from the tensor.
"""

import torch

tags = {"torch.tensor-subclass", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB0164", "nonstrict": "export: RuntimeError"}
near = ["modules/subclass_asked_for_gradient", "modules/subclass_made_of_sizes"]


class Flat(torch.Tensor):
    ndim = 1


class Model(torch.nn.Module):
    def forward(self, x):
        return x / x.as_subclass(Flat).ndim


class NamedApart(torch.nn.Module):
    """Keep the number in a constant of its own."""

    logical_dimensions = 1

    def forward(self, x):
        return x / self.logical_dimensions


model = Model()
rewrites = {"a name of its own": NamedApart()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
