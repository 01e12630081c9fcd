"""`torch.cond` with a branch that appends a tensor to an outer list
"""

import torch

tags = {"torch.cond", "python.closure", "python.side-effect"}


class Model(torch.nn.Module):
    def forward(self, x):
        kept = []

        def keep(x):
            kept.append(x)
            return x * 2

        y = torch.cond(x.sum() > 0, keep, lambda x: x + 1, (x,))
        return y + len(kept)


model = Model()
example_args = (torch.ones(4),)
more_args = [(torch.full((4,), 2.0),), (-torch.ones(4),)]
