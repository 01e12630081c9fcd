"""Raise when the values of a tensor are not as hoped

The check needs a Python bool from a tensor, which does not exist while tracing. `torch._assert_async` puts the check
into the graph, where it is made on each run.
"""

import torch

tags = {"python.exception", "torch.dynamic-value", "python.graph-break"}


class Model(torch.nn.Module):
    def forward(self, x):
        if x.min() < 0:
            raise ValueError("negative input")
        return x.sqrt()


class AssertsInGraph(torch.nn.Module):
    """Check in the graph with `torch._assert_async`; on a violation it raises RuntimeError instead of ValueError."""

    def forward(self, x):
        torch._assert_async(x.min() >= 0, "negative input")
        return x.sqrt()


model = Model()
rewrites = {"torch._assert_async": AssertsInGraph()}
example_args = (torch.rand(3),)
more_args = [(torch.zeros(3),)]
