"""Activation checkpointing in `forward`

Strict mode makes one operator of the checkpointed region, and then does not find a setting that the operator should
carry. Non-strict mode records what is inside. An exported program for inference has nothing to recompute: leave the
checkpoint out.
"""

import torch
from torch.utils.checkpoint import checkpoint

tags = {"torch.autograd", "torch.training", "torch.module"}
expect = {"strict": "export: RuntimeError"}
near = ["export_api/no_grad_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def block(self, x):
        return self.layer(x).relu()

    def forward(self, x):
        return checkpoint(self.block, x, use_reentrant=False) * 2


class Direct(Model):
    """Call the block itself when exporting."""

    def forward(self, x):
        if torch.compiler.is_compiling():
            return self.block(x) * 2
        return super().forward(x)


model = Model()
_direct = Direct()
_direct.load_state_dict(model.state_dict())
rewrites = {"no checkpoint": _direct}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
