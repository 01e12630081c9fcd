"""Branch on `.item()`

x
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "python.control-flow"}


class Model(torch.nn.Module):
    def forward(self, x, steps):
        if steps.item() > 2:
            return x * 2
        return x


class Checked(torch.nn.Module):
    """x"""

    def forward(self, x, steps):
        return torch.cond(steps > 2, lambda x: x * 2, lambda x: x.clone(), (x,))


model = Model()
rewrites = {"torch.cond": Checked()}
example_args = (torch.randn(12), torch.tensor(4))
more_args = [(torch.ones(12), torch.tensor(2))]
