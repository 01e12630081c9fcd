"""`sum()` of the numbers from `.tolist()`

Strict mode turns the sum of symbols into one node of its own, for which the file format has no name: the program runs
and cannot be saved. Non-strict mode adds two at a time. Sum the tensor instead.
"""

import torch

tags = {"torch.item", "torch.serialization", "python.builtin"}
expect = {"strict": "serialize: SerializeError"}
near = ["tensor_values/absolute_value_of_item"]


class Model(torch.nn.Module):
    def forward(self, x, lengths):
        return x * sum(lengths.tolist())


class TensorSum(torch.nn.Module):
    """Sum in the tensor; no number leaves it."""

    def forward(self, x, lengths):
        return x * lengths.sum()


model = Model()
rewrites = {"sum of the tensor": TensorSum()}
example_args = (torch.randn(3), torch.tensor([2, 1, 2]))
more_args = [(torch.ones(3), torch.tensor([0, 0, 1])), (torch.ones(3), torch.tensor([0, 0, 0]))]
