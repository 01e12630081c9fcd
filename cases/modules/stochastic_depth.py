"""Skip a block at random while training

The coin is a tensor, and `if` needs its value while tracing. Compute the block and multiply it away, or choose by
`torch.cond`, which skips the work as well.
"""

import torch

tags = {"python.random", "torch.training", "torch.dynamic-value", "python.control-flow"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["modules/every_second_step"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.block = torch.nn.Linear(3, 3)

    def forward(self, x):
        if self.training and torch.rand(()) < 0.5:
            return x
        return x + self.block(x)


class Masked(torch.nn.Module):
    """Multiply the block by the coin; a skipped block costs as much as any other."""

    def __init__(self, block):
        super().__init__()
        self.block = block

    def forward(self, x):
        if self.training:
            kept = (torch.rand(()) >= 0.5).to(x.dtype)
            return x + kept * self.block(x)
        return x + self.block(x)


model = Model().train()
rewrites = {"mask": Masked(model.block).train()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
