"""Batch norm in training mode

x
"""

import torch

tags = {"torch.module", "torch.training", "torch.buffer", "torch.mutation"}
near = ["running/dropout_in_eval", "mutation/buffer_in_place"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(4)

    def forward(self, x):
        return self.norm(x)


model = Model().train()
example_args = (torch.randn(3, 4),)
more_args = [(torch.arange(12.0).reshape(3, 4),)]
