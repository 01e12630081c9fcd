"""Parse settings with `json.loads` inside `forward`

The parser of the json module is written in C, and strict mode stops there. Settings do not change from call to call:
parse them in `__init__`.
"""

import json

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["standard_library/regex_on_layer_names"]


class Model(torch.nn.Module):
    def __init__(self, settings):
        super().__init__()
        self.settings = settings

    def forward(self, x):
        settings = json.loads(self.settings)
        return x * settings["scale"] + sum(settings["shifts"])


class ParsedBefore(torch.nn.Module):
    """Parse in `__init__` and keep the dict."""

    def __init__(self, settings):
        super().__init__()
        self.settings = json.loads(settings)

    def forward(self, x):
        return x * self.settings["scale"] + sum(self.settings["shifts"])


_settings = '{"scale": 0.5, "shifts": [1, 2]}'
model = Model(_settings)
rewrites = {"parse in __init__": ParsedBefore(_settings)}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
