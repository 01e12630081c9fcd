"""Slices and negative indices of `ModuleList` and `Sequential`

Containers are plain Python while tracing: slices, negative indices and loops over them all work, and each weight keeps
the name of the place where it is registered.
"""

import torch

tags = {"torch.module", "torch.module-container"}
near = ["modules/layer_chosen_by_int", "modules/layer_chosen_by_tensor", "modules/modules_in_plain_list"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = torch.nn.ModuleList(torch.nn.Linear(3, 3) for _ in range(4))
        self.head = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))

    def forward(self, x):
        for block in self.blocks[1:-1]:
            x = block(x).relu()
        x = self.blocks[-1](x)
        return self.head[:-1](x), self.head[-1](x)


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
