"""The median of each row

`median` has no core ATen form and is not decomposed. Sorting is core ATen, and the lower of the middle elements is what
`median` returns.
"""

import torch

tags = {"torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/running_maximum"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.median(dim=-1).values


class Sorted(torch.nn.Module):
    """Sort and take the middle; that costs more than to select one element."""

    def forward(self, x):
        return x.sort(dim=-1).values[..., (x.shape[-1] - 1) // 2]


model = Model()
rewrites = {"sort": Sorted()}
example_args = (torch.randn(3, 5),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows")}}
more_args = [(torch.randn(1, 5),), (torch.ones(4, 5),)]
