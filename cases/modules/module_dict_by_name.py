"""Choose a layer of a `ModuleDict` by a text, and loop over its items

Names and order of a ModuleDict are known while tracing, so `in`, `[]`, `items()` and `keys()` are followed in both
modes. The text is a constant of the export: the graph holds the layer that it names, and a call with another name is
refused.
"""

import torch

tags = {"torch.module-container", "python.constant-input", "python.control-flow"}
near = ["modules/layer_chosen_by_int", "modules/parameter_containers", "modules/layer_name_with_comma"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = torch.nn.ModuleDict({"depth": torch.nn.Linear(3, 1), "normals": torch.nn.Linear(3, 3)})

    def forward(self, x, task):
        every = {name: head(x).tanh() for name, head in self.heads.items()}
        chosen = self.heads[task](x) if task in self.heads else x
        return every, chosen


model = Model()
example_args = (torch.randn(4, 3), "depth")
more_args = [(torch.ones(4, 3), "depth"), (torch.ones(4, 3), "normals"), (torch.ones(4, 3), "edges")]
