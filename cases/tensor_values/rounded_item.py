"""`round()` of a number from `.item()`

Rounding a symbol to some digits is a call of Python's `round` in the graph. The program runs, and cannot be saved: the
file format knows no such call. Round in the tensor, and to a whole number: `round` with decimals is not core ATen.
"""

import torch

tags = {"torch.item", "torch.serialization", "python.builtin"}
expect = {"strict": "serialize: SerializeError", "nonstrict": "serialize: SerializeError"}
near = ["tensor_values/absolute_value_of_item"]


class Model(torch.nn.Module):
    def forward(self, x, ratio):
        return x * round(ratio.item(), 1)


class TensorRound(torch.nn.Module):
    """Round the tensor. It is in single precision, so the last digit may differ from Python's."""

    def forward(self, x, ratio):
        return x * (ratio * 10).round() / 10


model = Model()
rewrites = {"round of the tensor": TensorRound()}
example_args = (torch.randn(3), torch.tensor(0.53))
more_args = [(torch.ones(3), torch.tensor(0.0)), (torch.ones(3), torch.tensor(-1.28))]
