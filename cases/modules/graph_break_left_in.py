"""A graph break that was left in the code

`torch._dynamo.graph_break()` splits the program for `torch.compile`, often to find a fault. Strict mode refuses, since
one graph has no place for the split. In non-strict mode the call does nothing.
"""

import torch

tags = {"torch.compile", "python.graph-break"}
expect = {"strict": "export: GB0025"}


class Model(torch.nn.Module):
    def forward(self, x):
        x = x.sin()
        torch._dynamo.graph_break()
        return x.cos()


class Removed(torch.nn.Module):
    """Take the call away, or keep it behind `not torch.compiler.is_exporting()`."""

    def forward(self, x):
        return x.sin().cos()


model = Model()
rewrites = {"removed": Removed()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
