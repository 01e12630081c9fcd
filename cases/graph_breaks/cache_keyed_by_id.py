"""Remember results in a dict keyed by `id()`

x
"""

import torch

tags = {"python.builtin", "python.object-identity", "python.side-effect"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.seen = {}

    def forward(self, x):
        if id(x) not in self.seen:
            self.seen[id(x)] = x.exp()
        return self.seen[id(x)]


class Recomputes(torch.nn.Module):
    """Compute it each time; a compiler removes repeated work inside one graph by itself."""

    def forward(self, x):
        return x.exp()


model = Model()
rewrites = {"recompute": Recomputes()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
