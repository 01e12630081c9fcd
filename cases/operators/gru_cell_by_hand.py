"""A Python loop over time with a `GRUCell`

The loop runs while tracing: the graph holds one copy of the step for each element of the example. That exports in both
modes, with a dynamic batch. A sequence of another length is refused, and the graph grows with the length.
"""

import torch

tags = {"torch.recurrent", "torch.static-shape", "python.control-flow"}
near = ["operators/lstm_over_dynamic_length"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = torch.nn.GRUCell(3, 4)

    def forward(self, x):
        hidden = x.new_zeros(x.shape[1], 4)
        for step in x:
            hidden = self.cell(step, hidden)
        return hidden


model = Model()
example_args = (torch.randn(3, 2, 3),)
dynamic_shapes = {"x": {1: torch.export.Dim("batch")}}
more_args = [(torch.randn(3, 5, 3),), (torch.randn(4, 2, 3),)]
