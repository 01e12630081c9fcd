"""Catch a failed `assert` on a dynamic size

Strict mode cannot raise an assertion that depends on a symbolic size, so it refuses. Non-strict mode evaluates it on
the example and keeps the side that the example took: larger inputs are refused later. `torch.cond` keeps both sides.
"""

import torch

tags = {"python.assert", "python.exception", "torch.dynamic-shape", "torch.dim-auto", "torch.guard"}
expect = {"strict": "export: GB0002", "nonstrict": "generalize: InputRefused"}


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            assert x.shape[0] >= 8
        except AssertionError:
            return x * 1
        return x - x.mean(0)


class WithCond(torch.nn.Module):
    """Say both sides with `torch.cond` on the size; both have to return the same shapes."""

    def forward(self, x):
        return torch.cond(x.shape[0] >= 8, lambda x: x - x.mean(0), lambda x: x * 1, (x,))


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(5, 2),)
more_args = [(torch.randn(6, 2),), (torch.randn(9, 2),)]
dynamic_shapes = {"x": {0: torch.export.Dim.AUTO}}
requires = {"torch>=2.6"}
