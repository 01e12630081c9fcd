"""Read the `.data` of a tensor

Reading is harmless: `.data` is traced as a detach. Nothing needs to change.
"""

import torch

tags = {"torch.tensor-data"}
near = ["graph_breaks/data_attribute_write"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * x.data.abs().amax()


model = Model()
example_args = (torch.randn(3, 3),)
more_args = [(torch.ones(3, 3),)]
