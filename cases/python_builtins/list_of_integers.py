"""Turn a tensor of integers into a list with `.tolist()`

Each element becomes a symbol that stands for the number of a run, in both modes. It can be used in arithmetic at once,
and as a size after `torch._check`.
"""

import torch

# lint: allow near-duplicate because the dtype is the point: integers become symbols, floats do not
tags = {"torch.item", "torch.dynamic-value", "torch.unbacked-size"}
near = ["python_builtins/list_of_elements"]


class Model(torch.nn.Module):
    def forward(self, x, weights):
        first, second = weights.tolist()
        return x * first + x.square() * second


model = Model()
example_args = (torch.randn(3), torch.tensor([1, 2]))
more_args = [(torch.ones(3), torch.tensor([0, -1]))]
