"""`map` with an int as a further argument

The arguments after the rows are tensors for the graph; with an int the tracer itself runs into an error. Let the
function close over plain values.
"""

import torch
from torch._higher_order_ops.map import map as map_rows

tags = {"torch.map", "python.constant-input"}
expect = {"strict": "export: AttributeError", "nonstrict": "export: AttributeError"}
near = ["control_flow_ops/map_over_rows"]


class Model(torch.nn.Module):
    def forward(self, x, k):
        return map_rows(lambda row, k: row.topk(k).values, x, k)


class ClosesOver(torch.nn.Module):
    """Close over the number, which is a constant in the graph."""

    def forward(self, x, k):
        return map_rows(lambda row: row.topk(k).values, x)


model = Model()
rewrites = {"close over it": ClosesOver()}
example_args = (torch.randn(3, 5), 2)
more_args = [(torch.ones(3, 5), 2)]
