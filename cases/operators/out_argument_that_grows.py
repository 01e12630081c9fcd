"""An `out=` tensor that has to grow

An operator given an empty `out=` tensor resizes it. Strict mode compares the shapes and refuses, since a traced tensor
cannot change its size; non-strict mode sees only the result. An `out=` of the right shape works in both modes, and the
result of the call always does.
"""

import torch

tags = {"torch.mutation", "torch.static-shape"}
expect = {"strict": "export: GB0247"}
near = ["operators/resize_in_place"]


class Model(torch.nn.Module):
    def forward(self, x, y):
        total = torch.empty(0)
        torch.add(x, y, out=total)
        return total


class Result(torch.nn.Module):
    """Use the result of the call; a compiler decides where it is stored."""

    def forward(self, x, y):
        return torch.add(x, y)


model = Model()
rewrites = {"no out": Result()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
