"""Spectral norm in evaluation mode

In evaluation mode the layer divides by the singular value that its two vectors estimate, with products alone, all core
ATen. In training mode it also takes a step of power iteration, which updates the vectors and normalizes them by an
operator that is not core ATen.
"""

import torch
from torch.nn.utils import parametrizations

tags = {"torch.parametrization", "torch.training", "torch.buffer"}
near = ["modules/weight_norm"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = parametrizations.spectral_norm(torch.nn.Linear(3, 2))

    def forward(self, x):
        return self.layer(x)


model = Model().eval()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
