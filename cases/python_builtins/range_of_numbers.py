"""`range`, `enumerate`, `zip`, `map`, `filter` and `reversed` over plain values

All of them are followed while tracing when their lengths are known, a range's own attributes and methods and the check
of `zip(..., strict=True)` as well. The loops are unrolled.
"""

import torch

tags = {"python.builtin", "python.control-flow", "torch.static-shape"}
near = ["python_builtins/range_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        steps = range(2, 9, 3)
        total = x * steps.index(5) + len(steps)
        for index, (row, factor) in enumerate(zip(x, reversed(steps), strict=True)):
            total = total + index * row * factor
        return total + sum(map(torch.sin, filter(lambda row: row.shape[0] == 2, x)))


model = Model()
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),)]
