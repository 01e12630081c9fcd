"""The singular values of a matrix

Factorizations export, run and save in both modes. None has a core ATen form, so a backend for core ATen gets one
operator that it does not know. Where that matters, compute the factorization outside of the exported program.
"""

import torch

tags = {"torch.linalg", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = "an iteration in core ATen operators would only approximate the singular values"
near = ["operators/inverse_of_small_matrices"]


class Model(torch.nn.Module):
    def forward(self, matrix):
        return torch.linalg.svdvals(matrix)


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.eye(4, 3),)]
