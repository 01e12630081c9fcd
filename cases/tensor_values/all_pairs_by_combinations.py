"""All pairs of elements with `torch.combinations`

The operator selects by a mask that it makes itself, so while tracing the number of pairs is a symbol that depends on
the data, though it depends on the size alone. Both modes lose track of it. For a fixed number
of elements Python can list the pairs.
"""

import itertools

import torch

tags = {"torch.unbacked-size", "torch.static-shape"}
expect = {"strict": "export: PendingUnbackedSymbolNotFound", "nonstrict": "export: PendingUnbackedSymbolNotFound"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.combinations(x, 2).prod(1)


class ListsPairs(torch.nn.Module):
    """List the pairs while tracing. They are stored with the program, and fix the number of elements."""

    def forward(self, x):
        pairs = torch.tensor(list(itertools.combinations(range(x.shape[0]), 2)))
        return x[pairs].prod(1)


model = Model()
rewrites = {"itertools": ListsPairs()}
example_args = (torch.randn(4),)
more_args = [(torch.arange(4.0),)]
