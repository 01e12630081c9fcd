"""Turn a tensor into a Python float

Strict mode treats `float()` like `.item()` and keeps a symbol. Non-strict mode cannot: Python insists on a real
float, and there is none while tracing.
"""

import torch

tags = {"torch.dynamic-value", "python.builtin", "torch.item"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/item_as_size", "graph_breaks/numpy_round_trip", "data_dependent/int_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / float(x.abs().amax())


class StaysTensor(torch.nn.Module):
    """Divide by the tensor of one element; on a GPU this also saves waiting for its value."""

    def forward(self, x):
        return x / x.abs().amax()


model = Model()
rewrites = {"stay with tensors": StaysTensor()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
