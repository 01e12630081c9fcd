"""`torch.cond` with branches that close over a local tensor
"""

import torch

tags = {"torch.cond", "python.closure"}


class Model(torch.nn.Module):
    def forward(self, x, shift):
        doubled = shift * 2

        def up(x):
            return x + doubled

        def down(x):
            return x - doubled

        return torch.cond(x.sum() > 0, up, down, (x,))


model = Model()
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.ones(4), torch.ones(4)), (-torch.ones(4), torch.ones(4))]
