"""Fill an empty tensor with `normal_`

In-place random operators become functional ones in `run_decompositions()`, and those (`normal_functional`, `uniform`)
are not core ATen. Neither is `empty_permuted`, which stands for the empty tensor. `torch.randn` and `torch.rand` are,
and give the same numbers.
"""

import torch

tags = {"python.random", "torch.mutation", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/noise_like_input", "operators/random_integers_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x + torch.empty_like(x).normal_(0, 2)


class Randn(torch.nn.Module):
    """Draw from the standard normal distribution and scale."""

    def forward(self, x):
        return x + 2 * torch.randn(x.shape)


model = Model()
rewrites = {"randn": Randn()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
