"""Make tensors by size and of sizes: `full`, `arange`, `eye`

A size is a symbol in the graph, and the functions that make tensors take it as a size, as an end and as a value to fill
with. `torch.full` gets its dtype from the value: of a size it makes integers, as in eager mode.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-dynamic"}
near = ["dynamic_shapes/tensor_of_sizes"]


class Model(torch.nn.Module):
    def forward(self, x):
        rows, columns = x.shape
        widths = torch.full((rows,), columns)
        places = torch.arange(0, 2 * rows, 2)
        return widths, places + rows, torch.eye(rows) @ x, x.new_zeros(columns)


model = Model()
example_args = (torch.randn(3, 5),)
dynamic_shapes = {"x": {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(4, 4),), (torch.randn(2, 7),)]
