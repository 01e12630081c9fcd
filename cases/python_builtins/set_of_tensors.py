"""Keep tensors in a set

A set has no order that strict mode could rely on when it turns the tensors into inputs of the graph, and it refuses one
that was made before. A list, or a dict with the tensors as its keys, has an order.
"""

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0222"}
near = ["python_builtins/hash_of_tensor_as_key", "python_builtins/set_method_by_class"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.biases = {torch.full((3,), 0.5), torch.full((3,), 0.25)}

    def forward(self, x):
        return x + sum(self.biases)


class WithList(torch.nn.Module):
    """Keep a list; that each tensor is in it once is up to the one who fills it."""

    def __init__(self):
        super().__init__()
        self.biases = [torch.full((3,), 0.5), torch.full((3,), 0.25)]

    def forward(self, x):
        return x + sum(self.biases)


model = Model()
rewrites = {"list": WithList()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
