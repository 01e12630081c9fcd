"""Outputs that are named, numbered and attributes at once

A subclass of OrderedDict that answers to `out.logits`, `out["logits"]` and `out[0]` is how many libraries hand results
from layer to layer. Both modes follow it inside the program.
"""

import collections

import torch

tags = {"python.data-structure", "python.attribute", "python.class"}
near = ["standard_library/attribute_dict"]


class Output(collections.OrderedDict):
    def __getitem__(self, key):
        return dict(self.items())[key] if isinstance(key, str) else tuple(self.values())[key]

    def __setattr__(self, name, value):
        super().__setitem__(name, value)
        super().__setattr__(name, value)


class Encoder(torch.nn.Module):
    def forward(self, x):
        output = Output(hidden=x.tanh())
        output.pooled = x.mean(-1)
        return output


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()

    def forward(self, x):
        output = self.encoder(x)
        return output[0] + output["pooled"][..., None] * output.pooled.sum() + len(output)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
