"""A `for` loop over the rows of a tensor with a dynamic number of rows

A Python loop is unrolled while tracing, which needs the number of rounds: that fixes the size, against the spec. Say
what the loop does with operators on the whole tensor.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["python_statements/loop_over_columns", "dynamic_shapes/loop_on_size_auto"]


class Model(torch.nn.Module):
    def forward(self, x):
        total = torch.zeros(3)
        outputs = []
        for row in x:
            total = total * 0.5 + row
            outputs.append(total)
        return torch.stack(outputs)


class AsMatrix(torch.nn.Module):
    """Write the recurrence as a product with a triangle of powers; it costs n² instead of n, and runs in one step."""

    def forward(self, x):
        steps = torch.arange(x.shape[0])
        age = steps[:, None] - steps[None, :]
        weights = torch.where(age >= 0, 0.5 ** age.clamp(min=0), 0.0)
        return weights @ x


model = Model()
rewrites = {"whole tensor": AsMatrix()}
example_args = (torch.randn(5, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows", min=2)}}
more_args = [(torch.ones(2, 3),), (torch.randn(9, 3),)]
