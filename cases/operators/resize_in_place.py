"""Shorten a tensor with `resize_`

`resize_` changes the size of a tensor that other names may refer to. Strict mode refuses it; non-strict mode follows
it, because the tensor is fresh. Slicing says the same and leaves the tensor as it is.
"""

import torch

tags = {"torch.mutation", "torch.static-shape"}
expect = {"strict": "export: GB0126"}
near = ["operators/out_argument_that_grows"]


class Model(torch.nn.Module):
    def forward(self, x):
        kept = x.clone()
        kept.resize_(2)
        return kept


class Slice(torch.nn.Module):
    """Cut off a part and copy it; the memory of the rest is free."""

    def forward(self, x):
        return x[:2].clone()


model = Model()
rewrites = {"slice": Slice()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
