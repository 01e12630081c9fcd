"""A graph layer that averages over neighbours

Edges are pairs of indices, and messages are added up by `index_add`. The numbers of nodes and of edges are dynamic and
have nothing to do with one another, and nothing depends on the values of the indices.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["operators/sparse_from_indices"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.own = torch.nn.Linear(3, 4)
        self.neighbour = torch.nn.Linear(3, 4)

    def forward(self, nodes, edges):
        source, target = edges
        count = torch.zeros(nodes.shape[0]).index_add(0, target, torch.ones(edges.shape[1]))
        total = torch.zeros_like(nodes).index_add(0, target, nodes[source])
        return self.own(nodes) + self.neighbour(total / count.clamp_min(1)[:, None])


model = Model()
example_args = (torch.randn(4, 3), torch.tensor([[0, 1, 2, 0, 3], [1, 2, 0, 2, 1]]))
dynamic_shapes = {"nodes": {0: torch.export.Dim("nodes")}, "edges": {1: torch.export.Dim("edges")}}
more_args = [
    (torch.randn(6, 3), torch.tensor([[5, 4], [0, 0]])),
    (torch.randn(2, 3), torch.zeros(2, 0, dtype=torch.int64)),
]
