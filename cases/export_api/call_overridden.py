"""A module that overrides `__call__`

What `__call__` does around `forward` belongs to the program in eager mode, and in the exported one as well.
"""

import torch

tags = {"torch.module", "python.call"}
near = ["export_api/patched_forward", "export_api/hook_on_model"]


class Model(torch.nn.Module):
    def __call__(self, x):
        return super().__call__(x * 2) + 1

    def forward(self, x):
        return x.sin()


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
