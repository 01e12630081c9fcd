"""`associative_scan` with its default `combine_mode` on CPU tensors

The default, `"pointwise"`, is for code generation on a GPU and checks the device of the inputs at once, also while
exporting. `combine_mode="generic"` takes any device; it is unrolled into slices and calls of the function.
"""

import torch
from torch._higher_order_ops.associative_scan import associative_scan

tags = {"torch.associative-scan", "torch.device"}
expect = {"strict": "export: GB0088", "nonstrict": "export: ValueError"}
issues = ["pytorch/pytorch#186594"]
near = ["control_flow_ops/scan_cumulative"]


def recur(combine, xs):
    """`associative_scan` for export. Eager takes a plain loop, since the default mode is for a GPU there too."""
    if torch.compiler.is_compiling():
        return associative_scan(combine, xs, dim=0)
    rows = [tuple(x[0] for x in xs)]
    for row in zip(*(x[1:] for x in xs), strict=True):
        rows.append(combine(rows[-1], row))
    return tuple(torch.stack(column) for column in zip(*rows, strict=True))


def combine(left, right):
    """One step of `h = a * h + b`, put so that steps can be joined in any order."""
    return left[0] * right[0], left[1] * right[0] + right[1]


class Model(torch.nn.Module):
    def forward(self, a, b):
        return recur(combine, (a, b))[1]


class Generic(torch.nn.Module):
    """Use `combine_mode="generic"`; the length is fixed in the graph, which grows with its logarithm."""

    def forward(self, a, b):
        return associative_scan(combine, (a, b), dim=0, combine_mode="generic")[1]


model = Model()
rewrites = {"generic": Generic()}
example_args = (torch.rand(6, 3), torch.randn(6, 3))
more_args = [(torch.ones(6, 3), torch.ones(6, 3))]
