"""Return the features of each child by its name

A loop over `named_children()` and a dict that grows are plain Python. The dict is returned with its keys in the order
in which they were added.
"""

import torch

tags = {"torch.module", "python.iterator", "python.data-structure"}
near = ["modules/penalty_over_parameters"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = torch.nn.Linear(3, 4)
        self.act = torch.nn.GELU()
        self.head = torch.nn.Linear(4, 2)

    def forward(self, x):
        features = {}
        for name, child in self.named_children():
            x = child(x)
            features[name] = x
        return features


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
