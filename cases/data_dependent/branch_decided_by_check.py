"""Branch on `.item()` after `torch._check`

x
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check", "python.control-flow"}


class Model(torch.nn.Module):
    def forward(self, x, steps):
        count = steps.item()
        torch._check(count > 2)
        if count > 1:
            return x * count
        return x


model = Model()
example_args = (torch.randn(12), torch.tensor(4))
more_args = [(torch.ones(12), torch.tensor(3)), (torch.ones(12), torch.tensor(1))]
