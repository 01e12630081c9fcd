"""Fill a tensor with a value from a tensor

`full_like(x, x.max())` reads the value as a number. Non-strict mode keeps a symbol for it; strict mode makes one and
then misses it in the result, which is an error about its own bookkeeping. Expanding the maximum needs no number.
"""

import torch

tags = {"torch.item", "torch.dynamic-value"}
expect = {"strict": "export: PendingUnbackedSymbolNotFound"}
near = ["tensor_values/narrow_at_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.full_like(x, x.amax())


class Expands(torch.nn.Module):
    """Expand and copy. Gradients flow through the maximum now, where the number had cut them off."""

    def forward(self, x):
        return x.amax().expand_as(x).clone()


model = Model()
rewrites = {"expand": Expands()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),), (-torch.ones(2, 3),)]
