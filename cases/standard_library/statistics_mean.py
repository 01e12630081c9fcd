"""Average plain numbers with `statistics.mean`

The function groups its numbers by type with `itertools.groupby(data, type)`, and strict mode refuses `type` as a
function there; `statistics.median` is followed. A mean is a sum and a division.
"""

import statistics

import torch

tags = {"python.call", "python.graph-break"}
expect = {"strict": "export: GB0134"}
near = ["standard_library/math_on_sizes"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.temperatures = [0.5, 1.0, 1.5, 3.0]

    def forward(self, logits):
        return (logits / statistics.mean(self.temperatures)).softmax(-1)


class SumAndDivide(torch.nn.Module):
    """Add and divide; the last digits may differ, since `statistics` computes with exact fractions."""

    def __init__(self):
        super().__init__()
        self.temperatures = [0.5, 1.0, 1.5, 3.0]

    def forward(self, logits):
        return (logits / (sum(self.temperatures) / len(self.temperatures))).softmax(-1)


model = Model()
rewrites = {"sum and divide": SumAndDivide()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
