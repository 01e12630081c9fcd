"""Find the bucket of a length with `bisect`

The length is static, and non-strict mode searches while tracing. Strict mode stops at the C function. Counting the
edges below the length gives the same index.
"""

import bisect

import torch

tags = {"python.call", "torch.static-shape", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/largest_by_heapq"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.edges = [4, 8, 16]
        self.scales = [1.0, 0.5, 0.25, 0.125]

    def forward(self, x):
        return x * self.scales[bisect.bisect(self.edges, x.shape[0])]


class CountsEdges(torch.nn.Module):
    """Count the edges that are not above the length."""

    def __init__(self):
        super().__init__()
        self.edges = [4, 8, 16]
        self.scales = [1.0, 0.5, 0.25, 0.125]

    def forward(self, x):
        return x * self.scales[sum(edge <= x.shape[0] for edge in self.edges)]


model = Model()
rewrites = {"count": CountsEdges()}
example_args = (torch.randn(5),)
more_args = [(torch.ones(5),)]
