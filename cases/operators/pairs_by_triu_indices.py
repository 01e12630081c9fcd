"""Multiply all pairs of features, by `triu_indices`

`triu_indices` takes plain ints and fixes the number of features, so a spec that promises a dynamic number is refused.
`nonzero` of a triangular mask gives the same indices with a size that is known when the program runs.
"""

import torch

tags = {"torch.dynamic-shape", "torch.constraint-violation", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def forward(self, features):
        size = features.shape[1]
        first, second = torch.triu_indices(size, size, offset=1)
        return features[:, first] * features[:, second]


class Nonzero(torch.nn.Module):
    """Take the indices from a mask; the compiler no longer knows how many pairs there are."""

    def forward(self, features):
        size = features.shape[1]
        first, second = torch.ones(size, size).triu(diagonal=1).nonzero(as_tuple=True)
        return features[:, first] * features[:, second]


model = Model()
rewrites = {"nonzero": Nonzero()}
example_args = (torch.randn(2, 4),)
dynamic_shapes = {"features": {1: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(2, 6),), (torch.randn(2, 2),)]
