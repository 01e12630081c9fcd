"""Ask by `id()` whether a list is the one of the last call

The list is made while tracing and has no address yet, so strict mode refuses to compare its `id` with a number that
was kept. Non-strict mode compares the address that it has while tracing and keeps the answer. Keep the object and ask
`is`.
"""

import torch

tags = {"python.object-identity", "python.cache", "python.graph-break"}
expect = {"strict": "export: GB9316"}
near = ["python_builtins/id_through_int", "python_builtins/id_through_abs"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.last = 0

    def forward(self, x):
        rows = [x, x + 1]
        return rows[0] if id(rows) == self.last else rows[1]


class AsksIs(torch.nn.Module):
    """Keep the list itself, and ask whether it is the same object."""

    def __init__(self):
        super().__init__()
        self.last = None

    def forward(self, x):
        rows = [x, x + 1]
        return rows[0] if rows is self.last else rows[1]


model = Model()
rewrites = {"is": AsksIs()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
