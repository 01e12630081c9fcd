"""A layer with a comma in its name

Names of layers are parts of a text in the saved file, with commas between them. The program exports and saves, and
cannot be loaded: the reader takes the comma in the name for one of those.
"""

import torch

tags = {"torch.module-container", "torch.serialization"}
expect = {"strict": "serialize: RuntimeError", "nonstrict": "serialize: RuntimeError"}
near = ["modules/module_dict_by_name", "export_api/saved_and_loaded"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = torch.nn.ModuleDict({"small, fast": torch.nn.Linear(4, 2), "large": torch.nn.Linear(4, 2)})

    def forward(self, x):
        return self.heads["small, fast"](x) + self.heads["large"](x)


class Renamed(torch.nn.Module):
    """Keep the words for people apart from the name of the layer."""

    def __init__(self, heads):
        super().__init__()
        self.names = {"small, fast": "small_fast", "large": "large"}
        self.heads = torch.nn.ModuleDict({self.names[words]: head for words, head in heads.items()})

    def forward(self, x):
        return self.heads[self.names["small, fast"]](x) + self.heads["large"](x)


model = Model()
rewrites = {"other name": Renamed(model.heads)}
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
