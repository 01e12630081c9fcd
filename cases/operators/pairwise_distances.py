"""Distances between all pairs with `cdist`

For up to 25 points `cdist` subtracts, for more it multiplies matrices. The choice is made on the sizes of the example
while tracing, so a program exported with few points refuses many, although the spec allows them. `compute_mode` makes
the choice by hand.
"""

import torch

tags = {"torch.dynamic-shape", "torch.guard", "torch.linalg"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
requires = {"torch>=2.6"}
near = ["models/vector_quantizer"]


class Model(torch.nn.Module):
    def forward(self, points, centres):
        return torch.cdist(points, centres)


class OneMode(torch.nn.Module):
    """Always subtract; for many points that is slower than a matrix product, and more exact."""

    def forward(self, points, centres):
        return torch.cdist(points, centres, compute_mode="donot_use_mm_for_euclid_dist")


model = Model()
rewrites = {"one compute mode": OneMode()}
example_args = (torch.randn(4, 3), torch.randn(6, 3))
dynamic_shapes = {"points": {0: torch.export.Dim.DYNAMIC}, "centres": {0: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(30, 3), torch.randn(5, 3)), (torch.randn(2, 3), torch.randn(7, 3))]
