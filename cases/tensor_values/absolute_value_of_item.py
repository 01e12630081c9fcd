"""`abs()` of a number from `.item()`

The absolute value of a symbol is a node of the graph, and the program runs. The file format has no name for that node,
so the program cannot be saved. Take the absolute value of the tensor.
"""

import torch

tags = {"torch.item", "torch.serialization", "python.builtin"}
expect = {"strict": "serialize: SerializeError", "nonstrict": "serialize: SerializeError"}
near = ["tensor_values/square_of_item", "tensor_values/rounded_item", "tensor_values/sum_of_list_of_items"]


class Model(torch.nn.Module):
    def forward(self, x, offset):
        return x * abs(offset.item())


class TensorAbs(torch.nn.Module):
    """Take it before the number; the program stays on tensors for one step longer."""

    def forward(self, x, offset):
        return x * offset.abs().item()


model = Model()
rewrites = {"abs of the tensor": TensorAbs()}
example_args = (torch.randn(3), torch.tensor(-4))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(2))]
