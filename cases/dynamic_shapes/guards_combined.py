"""Assertion, check and branch on sizes in one program

Each statement adds a guard, and together they are solved: the relation taken by the branch removes one symbol, and
the two bounds end up on the one that is left.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.guard", "torch.check", "python.assert", "python.control-flow"}
near = [
    "dynamic_shapes/auto_finds_relations",
    "dynamic_shapes/assert_on_size",
    "dynamic_shapes/torch_check_on_size",
    "dynamic_shapes/branch_on_size_relation",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(7, 2)

    def forward(self, w, x, y, z):
        assert w.shape[0] <= 64
        torch._check(x.shape[0] >= 8)
        if w.shape[0] == x.shape[0] + 3:
            return self.project(w), (x + y).flatten() + z
        return w


model = Model()
example_args = (torch.randn(13, 7), torch.randn(10), torch.randn(4, 10), torch.randn(40))
dynamic_shapes = {
    "w": (Dim.AUTO, Dim.AUTO),
    "x": (Dim.AUTO,),
    "y": (Dim.AUTO, Dim.AUTO),
    "z": (Dim.AUTO,),
}
more_args = [
    (torch.ones(23, 7), torch.ones(20), torch.ones(2, 20), torch.ones(40)),
    (torch.ones(70, 7), torch.ones(67), torch.ones(2, 67), torch.ones(134)),
]
