"""Turn a tensor of floats into a list with `.tolist()`

Strict mode makes a list of symbols from integers only, and refuses floats. Non-strict mode takes both. Iterating over
the tensor gives tensors of one element, which compute as well.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0109"}
near = ["python_builtins/list_of_integers"]


class Model(torch.nn.Module):
    def forward(self, x, weights):
        first, second = weights.tolist()
        return x * first + x.square() * second


class StaysTensors(torch.nn.Module):
    """Unpack the tensor itself; on a GPU this also saves waiting for the values."""

    def forward(self, x, weights):
        first, second = weights
        return x * first + x.square() * second


model = Model()
rewrites = {"unpack the tensor": StaysTensors()}
example_args = (torch.randn(3), torch.tensor([0.5, 2.0]))
more_args = [(torch.ones(3), torch.tensor([0.0, -1.0]))]
