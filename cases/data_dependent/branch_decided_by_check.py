"""Branch on `.item()` after `torch._check`

A `torch._check` says what holds for a number from `.item()`. The branch follows from it for every value that passes
the check, so there is nothing left to guess; on each run the program makes the check.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check", "python.control-flow"}
near = ["data_dependent/validated_item", "data_dependent/check_with_message", "data_dependent/check_after_branch"]


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
