"""Normalize vectors with `F.normalize`

Norms of vectors end in `linalg_vector_norm`, which is neither core ATen nor decomposed by default. That reaches
`x.norm()`, `F.normalize`, `cosine_similarity`, weight norm and spectral norm. Write the norm as the root of a sum of
squares.
"""

import torch
from torch.nn import functional as F

tags = {"torch.linalg", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/siamese_encoder", "modules/weight_norm"]


class Model(torch.nn.Module):
    def forward(self, x):
        return F.normalize(x, dim=-1)


class Squares(torch.nn.Module):
    """Take the root of the sum of squares; squares of very large or small numbers overflow earlier."""

    def forward(self, x):
        return x / x.square().sum(-1, keepdim=True).sqrt().clamp_min(1e-12)


model = Model()
rewrites = {"root of squares": Squares()}
example_args = (torch.randn(3, 4),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows")}}
more_args = [(torch.zeros(1, 4),), (torch.ones(6, 4),)]
