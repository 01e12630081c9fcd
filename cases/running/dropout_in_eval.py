"""Dropout and batch norm in evaluation mode

`training` is a Python attribute, so its value while tracing is built in. Call `.eval()` before the export; the
exported program cannot be switched later.
"""

import torch

tags = {"torch.module", "torch.training"}
near = ["running/batch_norm_in_training"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(4)
        self.dropout = torch.nn.Dropout(0.5)

    def forward(self, x):
        return self.dropout(self.norm(x))


model = Model().eval()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
