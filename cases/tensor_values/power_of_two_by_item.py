"""Raise 2 to a number from a tensor

In Python `2**n` is an int for n from 0 on and a float below. Which of the two it is has to be known while tracing.
Where the number is never negative, `torch._check` can say so; for any number, compute the power in tensors.
"""

import torch

tags = {"torch.item", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/square_of_item"]


class Model(torch.nn.Module):
    def forward(self, x, level):
        return x * 2 ** level.item()


class TensorPower(torch.nn.Module):
    """Compute it as a tensor of floats, for which the sign makes no difference."""

    def forward(self, x, level):
        return x * torch.pow(2.0, level)


model = Model()
rewrites = {"tensor": TensorPower()}
example_args = (torch.randn(3), torch.tensor(3))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(-2))]
