"""Make an empty tensor of a subclass by calling the class with sizes

`torch.Tensor(2, 3)` makes a tensor of these sizes, and a subclass inherits that. Strict mode follows such a call with
one tensor as argument and no other; non-strict mode fails inside the constructor. Make a plain tensor and fill it.
"""

import torch

tags = {"torch.tensor-subclass", "python.graph-break"}
expect = {"strict": "export: GB0026", "nonstrict": "export: RuntimeError"}
near = ["modules/subclass_asked_for_gradient", "modules/subclass_with_other_ndim"]


class Celsius(torch.Tensor):
    pass


class Model(torch.nn.Module):
    def forward(self, x):
        degrees = Celsius(2, 3).copy_(x)
        return (degrees * 1.8 + 32).as_subclass(torch.Tensor)


class Plain(torch.nn.Module):
    """Work on a plain tensor; the unit is then known to the reader alone."""

    def forward(self, x):
        degrees = torch.empty(2, 3).copy_(x)
        return degrees * 1.8 + 32


model = Model()
rewrites = {"plain tensor": Plain()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
