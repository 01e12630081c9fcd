"""Empty a sparse tensor with `sparse_resize_and_clear_`

Strict mode has no rule for it; non-strict mode records the operator, which core ATen does not have. A fresh tensor of
zeros says the same.
"""

import torch

tags = {"torch.sparse", "torch.mutation", "python.graph-break"}
expect = {"strict": "export: GB0130", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/sparse_resized"]


class Model(torch.nn.Module):
    def forward(self, x):
        counts = x.to_sparse()
        total = counts.to_dense().sum()
        return counts.sparse_resize_and_clear_((4, 4), 2, 0).to_dense() + total


class Zeros(torch.nn.Module):
    """Make zeros of the new sizes."""

    def forward(self, x):
        return x.new_zeros(4, 4) + x.sum()


model = Model()
rewrites = {"zeros": Zeros()}
example_args = (torch.eye(3),)
more_args = [(torch.ones(3, 3),)]
