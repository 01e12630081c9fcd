"""Rows of a vector that is five times as long as another one

The spec says it: `5 * rows`. By `view(5, -1)` tracing divides the length by 5 again, and whether that quotient is 1,
which would broadcast, becomes a guard of its own: a single row is refused though the spec takes it. With the length of
the other vector in its place nothing is divided.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-derived", "torch.guard"}
expect = {
    "strict": "generalize: InputRefused, shapes: OverRestrictive",
    "nonstrict": "generalize: InputRefused, shapes: OverRestrictive",
}
near = ["dynamic_shapes/derived_dim", "dynamic_shapes/divisible_size"]


class Model(torch.nn.Module):
    def forward(self, x, y):
        parts = x.view(5, -1)
        return [parts[i] - y for i in range(5)]


class OtherLength(torch.nn.Module):
    """Take the length of a part from the input that has it."""

    def forward(self, x, y):
        parts = x.view(5, y.shape[0])
        return [parts[i] - y for i in range(5)]


model = Model()
rewrites = {"other length": OtherLength()}
_rows = torch.export.Dim("_rows", min=1, max=8)
dynamic_shapes = {"x": {0: 5 * _rows}, "y": {0: _rows}}
example_args = (torch.randn(15), torch.randn(3))
more_args = [(torch.randn(5), torch.randn(1))]
