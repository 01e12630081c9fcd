"""Raise an exception and catch it

Strict mode follows `raise` and `try` as long as no tensor value decides about them, and non-strict mode runs them in
Python. Either way the graph holds only what happened on the path taken: a product and a difference.
"""

import torch

tags = {"python.exception", "python.control-flow"}
near = ["graph_breaks/raise_on_tensor_value"]


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            x = x * 2
            raise ValueError("always")
        except ValueError:
            x = x - 3
        return x


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
