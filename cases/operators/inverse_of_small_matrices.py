"""Invert a batch of 2 by 2 matrices

`linalg.inv` ends in `linalg_inv_ex`, which is not core ATen; nor are `solve`, `cholesky`, `qr` and `svd`. For a matrix
this small the inverse can be written down.
"""

import torch

tags = {"torch.linalg", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/singular_values"]


class Model(torch.nn.Module):
    def forward(self, covariance):
        return torch.linalg.inv(covariance)


class WrittenDown(torch.nn.Module):
    """Divide the adjugate by the determinant; a singular matrix gives infinities and not an error."""

    def forward(self, covariance):
        a, b, c, d = covariance.flatten(-2).unbind(-1)
        adjugate = torch.stack((d, -b, -c, a), -1).unflatten(-1, (2, 2))
        return adjugate / (a * d - b * c)[..., None, None]


model = Model()
rewrites = {"written down": WrittenDown()}
example_args = (torch.tensor([[[2.0, 0.5], [0.5, 1.0]], [[1.0, -0.2], [0.0, 3.0]]]),)
more_args = [(torch.tensor([[[1.0, 0.0], [0.0, 1.0]], [[4.0, 1.0], [2.0, 3.0]]]),)]
