"""Make a plain dict of a `ParameterDict`

`dict(...)` takes a mapping for what has `keys()`, and a `ParameterDict` has. Strict mode takes it for a list of pairs
and tries to unpack each key into two. With `.items()` there are pairs, and both modes agree.
"""

import torch

tags = {"torch.parameter", "torch.module-container", "python.data-structure", "python.builtin"}
expect = {"strict": "export: GB0088"}
near = ["modules/parameter_containers"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.affine = torch.nn.ParameterDict({"weight": torch.full((3,), 2.0), "bias": torch.ones(3)})

    def forward(self, x):
        affine = dict(self.affine)
        return x * affine["weight"] + affine["bias"]


class Items(Model):
    """Hand over the pairs."""

    def forward(self, x):
        affine = dict(self.affine.items())
        return x * affine["weight"] + affine["bias"]


model = Model()
rewrites = {"items": Items()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
