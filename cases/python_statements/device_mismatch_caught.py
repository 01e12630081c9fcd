"""Catch the error of two tensors on different devices

Here the table was left on the meta device, and eager mode's error leads to the way without it. Strict mode does not
turn that error into an exception of the program. Non-strict mode computes without an error and records an addition
that fails when it runs. Ask for the devices first.
"""

import torch

tags = {"torch.device", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB5173", "nonstrict": "run: RuntimeError"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.ones(3, device="meta")

    def forward(self, x):
        try:
            return x + self.table
        except RuntimeError:
            return x + 1


class AsksDevice(Model):
    """Compare the devices; other errors of the addition are no longer swallowed."""

    def forward(self, x):
        if self.table.device == x.device:
            return x + self.table
        return x + 1


model = Model()
rewrites = {"compare devices": AsksDevice()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
