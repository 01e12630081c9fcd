"""No dynamic shapes: every size is fixed

Without `dynamic_shapes` the program is for the example's sizes alone. It refuses others that eager mode takes.
"""

import torch

tags = {"torch.static-shape"}
near = [
    "dynamic_shapes/auto_finds_relations",
    "running/fresh_inputs",
    "export_api/exported_again_with_spec",
    "dynamic_shapes/marked_example",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(7, 2)

    def forward(self, w, x, y, z):
        return self.project(w), (x + y).flatten() + z


model = Model()
example_args = (torch.randn(5, 7), torch.randn(3), torch.randn(4, 3), torch.randn(12))
more_args = [
    (torch.ones(5, 7), torch.ones(3), torch.ones(4, 3), torch.ones(12)),
    (torch.ones(5, 7), torch.ones(3), torch.ones(6, 3), torch.ones(18)),
]
