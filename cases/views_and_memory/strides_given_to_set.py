"""Look into the memory of an input with `set_`, a size and strides

`empty.set_(x, offset, size, stride)` makes a tensor that lies over another one. Strict mode has no rule for the form
with sizes; non-strict mode records it, and the program cannot be decomposed. `as_strided` makes the same view.
"""

import torch

tags = {"torch.memory-layout", "torch.alias", "python.graph-break"}
expect = {"strict": "export: GB0128", "nonstrict": "decompose: RuntimeError"}


class Model(torch.nn.Module):
    def forward(self, x):
        corners = torch.empty(0)
        corners.set_(x, 0, (2, 2), (6, 2))
        return corners + 1


class AsStrided(torch.nn.Module):
    """Make the view with `as_strided`, which checks that it stays inside the memory."""

    def forward(self, x):
        return torch.as_strided(x, (2, 2), (6, 2), 0) + 1


model = Model()
rewrites = {"as_strided": AsStrided()}
example_args = (torch.randn(3, 3),)
more_args = [(torch.arange(9.0).reshape(3, 3),)]
