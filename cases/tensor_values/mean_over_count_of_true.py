"""Divide by the number of true values, at least 1

`clamp(min=1)` on the count guards the division without an `if`, and the count stays a tensor. Python's `max(count, 1)`
would do as well: it is traced into a maximum.
"""

import torch

tags = {"torch.dynamic-value"}
near = ["tensor_values/scale_unless_constant", "tensor_values/largest_where_mask"]


class Model(torch.nn.Module):
    def forward(self, x, real):
        total = (x * real.unsqueeze(-1)).sum(0)
        return total / real.sum().clamp(min=1), total / max(real.sum(), 1)


model = Model()
example_args = (torch.randn(4, 3), torch.tensor([True, False, True, True]))
more_args = [(torch.ones(4, 3), torch.zeros(4, dtype=torch.bool)), (torch.ones(4, 3), torch.ones(4, dtype=torch.bool))]
