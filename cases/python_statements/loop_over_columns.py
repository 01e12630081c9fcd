"""A `for` loop over a fixed dimension beside a dynamic one

The loop runs over the channels, whose number is fixed, and is unrolled. The rows stay dynamic, because no statement
asks for their number.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-shape", "torch.dim-named"}
near = ["python_statements/loop_over_rows"]


class Model(torch.nn.Module):
    def forward(self, x):
        total = 0
        for weight, column in enumerate(x.unbind(1), start=1):
            total = total + weight * column
        return total


model = Model()
example_args = (torch.randn(5, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows")}}
more_args = [(torch.ones(1, 3),), (torch.randn(9, 3),), (torch.randn(5, 4),)]
