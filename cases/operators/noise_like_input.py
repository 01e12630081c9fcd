"""Add noise with `torch.rand_like`

Random operators stay in the graph, so each call of the exported program draws anew. But `rand_like` is not in core
ATen and nothing decomposes it, while `rand` with a shape is in core ATen. The two draw the same numbers.
"""

import torch

tags = {"python.random", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/noise_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x + 0.1 * torch.rand_like(x)


class WithShape(torch.nn.Module):
    """Draw by shape; dtype and device of the input have to be handed on by hand."""

    def forward(self, x):
        return x + 0.1 * torch.rand(x.shape, dtype=x.dtype, device=x.device)


model = Model()
rewrites = {"rand by shape": WithShape()}
example_args = (torch.randn(2, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(5, 3),)]
