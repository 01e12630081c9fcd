"""Compute a table once and keep it in an attribute

The attribute is None at first, so the making of the table is in the graph of both modes, and each run makes it anew.
The results are right; the cache is gone. With a table that was made before export, the program holds it as a constant.
"""

import torch

tags = {"python.attribute", "python.cache", "python.side-effect"}
near = ["classes/counter_attribute"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self._table = None

    @property
    def table(self):
        if self._table is None:
            self._table = torch.linspace(0.0, 1.0, 4).cos()
        return self._table

    def forward(self, x):
        return x * self.table


model = Model()
example_args = (torch.randn(2, 4),)
more_args = [(torch.ones(2, 4),)]
