"""A running maximum with `cummax`

`cummax`, `cummin` and `logcumsumexp` are not core ATen and stay as they are. The maximum over all earlier elements can
be taken from a square of masked copies.
"""

import torch

tags = {"torch.decomposition", "torch.dynamic-shape"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/median_of_rows", "operators/product_along_ray"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.cummax(-1).values


class Masked(torch.nn.Module):
    """Mask what comes later and take the maximum; memory grows with the square of the length."""

    def forward(self, x):
        place = torch.arange(x.shape[-1])
        later = place[None, :] > place[:, None]
        return x[..., None, :].masked_fill(later, -torch.inf).amax(-1)


model = Model()
rewrites = {"masked square": Masked()}
example_args = (torch.randn(2, 5),)
dynamic_shapes = {"x": {1: torch.export.Dim("length")}}
# Of nothing there is no maximum, and the rewrite raises.
draws = {"x": {"sizes": {1: (1, 12)}}}
more_args = [(torch.randn(2, 8),), (torch.ones(2, 2),)]
