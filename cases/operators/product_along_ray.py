"""Accumulate transmittance along a ray with `cumprod`

`cumsum` is core ATen, `cumprod` is not, and it is not decomposed. For positive factors the running product is the
exponential of a running sum of logarithms.
"""

import torch

tags = {"torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/speculative_acceptance", "operators/running_maximum"]


class Model(torch.nn.Module):
    def forward(self, alpha):
        return (1 - alpha).cumprod(-1)


class Logarithms(torch.nn.Module):
    """Add up logarithms; a factor of zero gives exactly zero from there on, and negative factors would give NaN."""

    def forward(self, alpha):
        return torch.log1p(-alpha).cumsum(-1).exp()


model = Model()
rewrites = {"sum of logarithms": Logarithms()}
example_args = (torch.rand(2, 5),)
dynamic_shapes = {"alpha": {1: torch.export.Dim("samples")}}
more_args = [(torch.zeros(2, 3),), (torch.tensor([[0.5, 1.0, 0.5], [0.1, 0.2, 0.3]]),)]
