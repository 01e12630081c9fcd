"""Compare two inputs by one encoder and `cosine_similarity`

The encoder is called twice with the same weights, which exports. The similarity divides by norms, and the operator for
norms is not core ATen. A product of vectors that are normalized by hand is the same.
"""

import torch
from torch.nn import functional as F

tags = {"torch.linalg", "torch.parameter", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/normalize_vectors"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))

    def forward(self, left, right):
        return F.cosine_similarity(self.encoder(left), self.encoder(right))


class ByHand(torch.nn.Module):
    """Divide the product by roots of sums of squares."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, left, right):
        left, right = self.encoder(left), self.encoder(right)
        norms = left.square().sum(-1).sqrt() * right.square().sum(-1).sqrt()
        return (left * right).sum(-1) / norms.clamp_min(1e-8)


_batch = torch.export.Dim("batch")
model = Model()
rewrites = {"by hand": ByHand(model.encoder)}
example_args = (torch.randn(2, 4), torch.randn(2, 4))
dynamic_shapes = {"left": {0: _batch}, "right": {0: _batch}}
more_args = [(torch.randn(5, 4), torch.randn(5, 4)), (torch.ones(1, 4), torch.ones(1, 4))]
