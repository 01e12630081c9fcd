"""`map` with a function that selects elements by value

Each row selects another number of elements, a size that depends on the data. In the function of `map` that is a symbol
as anywhere else, as long as what the function returns has one shape for all rows.
"""

import torch
from torch._higher_order_ops.map import map as map_rows

tags = {"torch.map", "torch.unbacked-size", "torch.dynamic-value"}
near = ["control_flow_ops/map_over_rows"]


class Model(torch.nn.Module):
    def forward(self, x):
        return map_rows(lambda row: row[row > 0].sum(), x)


model = Model()
example_args = (torch.randn(5, 4),)
more_args = [(torch.ones(5, 4),), (-torch.ones(5, 4),)]
