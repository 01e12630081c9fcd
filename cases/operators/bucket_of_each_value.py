"""Find the bucket of each value with `searchsorted`

`searchsorted` and `bucketize` export with dynamic sizes on both sides, yet neither is core ATen. The position of a
value among sorted boundaries is the number of boundaries below it, which a comparison and a sum give.
"""

import torch

tags = {"torch.dynamic-shape", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/histogram_of_values"]


class Model(torch.nn.Module):
    def forward(self, x, boundaries):
        return torch.searchsorted(boundaries, x)


class Compared(torch.nn.Module):
    """Count the boundaries below each value; that compares with all of them and not with a few."""

    def forward(self, x, boundaries):
        return (boundaries < x[:, None]).sum(-1)


model = Model()
rewrites = {"compare": Compared()}
example_args = (torch.randn(5), torch.arange(4.0))
dynamic_shapes = {"x": {0: torch.export.Dim("values")}, "boundaries": {0: torch.export.Dim("boundaries")}}
draws = {"boundaries": {"map": lambda boundaries: boundaries.sort().values}}
more_args = [(torch.tensor([0.0, 1.5, 9.0]), torch.arange(6.0))]
