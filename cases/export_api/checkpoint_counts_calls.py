"""Count calls inside of a checkpointed block

Strict mode makes one operator of the block and runs its Python once. A change of an attribute in there would be lost
or happen twice, so it is refused unless it is undone before the block ends. Non-strict mode counts while tracing.
Count outside of the block.
"""

import torch
from torch.utils.checkpoint import checkpoint

tags = {"torch.autograd", "torch.training", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB4413"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.calls = 0

    def block(self, x):
        self.calls = self.calls + 1
        return self.layer(x).relu()

    def forward(self, x):
        return checkpoint(self.block, x, use_reentrant=False) * 2


class NoCheckpoint(Model):
    """Call the block itself while exporting: an exported program has nothing to recompute, and counts nothing."""

    def forward(self, x):
        if torch.compiler.is_compiling():
            return self.layer(x).relu() * 2
        return super().forward(x)


def _no_checkpoint():
    rewritten = NoCheckpoint()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"no checkpoint": _no_checkpoint()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
