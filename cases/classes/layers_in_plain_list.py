"""Keep layers in a plain Python list

The parameters of layers in a list do not belong to the module: they are not trained, moved or saved. Strict mode meets
parameters that nobody owns and fails with a KeyError of its own. Non-strict mode makes constants of them, silently.
`torch.nn.ModuleList` makes them part of the module.
"""

import torch

tags = {"torch.module", "python.data-structure"}
expect = {"strict": "export: KeyError"}
near = ["classes/layer_made_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [torch.nn.Linear(3, 3), torch.nn.Linear(3, 2)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).relu()
        return x


class InModuleList(torch.nn.Module):
    """Put the layers into a ModuleList."""

    def __init__(self, model):
        super().__init__()
        self.layers = torch.nn.ModuleList(model.layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).relu()
        return x


model = Model()
rewrites = {"ModuleList": InModuleList(model)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
