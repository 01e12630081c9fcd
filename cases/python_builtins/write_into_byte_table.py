"""Set an item of a `bytearray`

Strict mode has no rule for writing into one, as it has none for reading. Non-strict mode writes while tracing, and the
exported program never does. A list is followed by both modes, with the same limit.
"""

import torch

tags = {"python.data-structure", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB7786"}
near = ["python_builtins/item_of_byte_table"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.ranks_seen = bytearray(5)

    def forward(self, x):
        self.ranks_seen[x.dim()] = 1
        return x.sum(-1)


class WithList(torch.nn.Module):
    """Keep a list of flags."""

    def __init__(self):
        super().__init__()
        self.ranks_seen = [0] * 5

    def forward(self, x):
        self.ranks_seen[x.dim()] = 1
        return x.sum(-1)


model = Model()
rewrites = {"list": WithList()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
