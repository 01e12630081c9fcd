"""Print the `repr` of a `zip` in an f-string

Its text has an address in it and nothing of the pairs. Strict mode has no text for its stand-in of an iterator;
without `!r` the tracer leaves the print alone. Non-strict mode prints the address. Print the pairs, or how many there
are.
"""

import torch

tags = {"python.iterator", "python.f-string", "python.graph-break"}
expect = {"strict": "export: GB6053"}


class Model(torch.nn.Module):
    def forward(self, rows, weights):
        pairs = zip(rows, weights)
        print(f"pairs: {pairs!r}")
        return sum(row * weight for row, weight in pairs)


class PrintsCount(torch.nn.Module):
    """Make a list and print its length; all pairs are then there at once."""

    def forward(self, rows, weights):
        pairs = list(zip(rows, weights))
        print(f"pairs: {len(pairs)}")
        return sum(row * weight for row, weight in pairs)


model = Model()
rewrites = {"count": PrintsCount()}
example_args = (torch.randn(2, 3), torch.randn(2))
more_args = [(torch.ones(2, 3), torch.ones(2))]
