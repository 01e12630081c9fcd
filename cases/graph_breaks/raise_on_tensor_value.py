"""Raise when a tensor holds an unwanted value

The check needs a Python bool from a tensor, which does not exist while tracing. An assertion operator puts the check
into the graph, where it is made on each run.
"""

import torch

tags = {"python.exception", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["graph_breaks/raise_and_catch", "data_dependent/validated_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.amin() < 0:
            raise RuntimeError("negative input")
        return x.sqrt()


class AssertsInGraph(torch.nn.Module):
    """Check in the graph with `torch._assert_async`; on a GPU the error then comes up later than the faulty call."""

    def forward(self, x):
        torch._assert_async(x.amin() >= 0, "negative input")
        return x.sqrt()


model = Model()
rewrites = {"torch._assert_async": AssertsInGraph()}
example_args = (torch.rand(3),)
more_args = [(torch.zeros(3),), (torch.tensor([1.0, -1.0, 4.0]),)]
