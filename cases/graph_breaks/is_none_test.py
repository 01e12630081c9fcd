"""Test an input with `is None`

Whether an input is a tensor or None is part of the program's signature and known while tracing, so only the taken
side is in the graph. Nothing needs to change.
"""

import torch

tags = {"python.builtin", "python.object-identity", "python.control-flow"}
near = ["graph_breaks/id_comparison", "graph_breaks/id_as_operand"]


class Model(torch.nn.Module):
    def forward(self, x, mask):
        if mask is None:
            return x
        return x.masked_fill(mask, 0.0)


model = Model()
example_args = (torch.randn(2, 3), torch.tensor([True, False, True]))
more_args = [(torch.ones(2, 3), torch.tensor([False, False, True]))]
