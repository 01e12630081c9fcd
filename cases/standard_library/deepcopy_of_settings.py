"""Copy settings with `copy.deepcopy`

Dicts, lists and objects of numbers and texts are copied while tracing, in both modes, and changes to the copy stay in
the copy.
"""

import copy

import torch

tags = {"python.copy", "python.data-structure"}
near = ["standard_library/deepcopy_of_tensor"]


class Settings:
    def __init__(self):
        self.scales = [1.0, 0.5]


_defaults = {"settings": Settings(), "names": ["a"]}


class Model(torch.nn.Module):
    def forward(self, x):
        own = copy.deepcopy(_defaults)
        own["settings"].scales.append(0.25)
        own["names"] += ["b", "c"]
        return sum(x * scale for scale in own["settings"].scales) + len(own["names"]) - len(_defaults["names"])


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
