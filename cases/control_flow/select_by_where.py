"""Choose element by element with `torch.where`

The choice is made by an operator, not by Python, so it is in the graph and works for every value.
"""

import torch

tags = {"torch.dynamic-value"}
near = ["control_flow/branch_on_tensor_value"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.where(x > 0, x, 0.1 * x)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),), (-torch.ones(2, 3),)]
