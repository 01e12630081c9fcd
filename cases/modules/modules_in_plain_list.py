"""Keep layers in a plain Python list

Modules in a list are not submodules: their weights are in no state dict. Strict mode meets the weights while tracing
and then fails to find them by name. Non-strict mode takes them for constants. `ModuleList` is the container that
registers them.
"""

import torch

tags = {"torch.module", "torch.module-container", "python.data-structure"}
expect = {"strict": "export: KeyError"}
issues = ["pytorch/pytorch#118410"]
near = [
    "classes/layer_made_in_forward",
    "modules/ensemble_by_vmap",
    "modules/parameter_containers",
    "modules/slice_of_module_list",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [torch.nn.Linear(3, 3), torch.nn.Linear(3, 2)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).relu()
        return x


class Registered(Model):
    """Put the layers into a `ModuleList`; they are then saved, moved and trained with the module."""

    def __init__(self, layers):
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)


model = Model()
rewrites = {"ModuleList": Registered(model.layers)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
