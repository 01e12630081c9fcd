"""Arguments with defaults that the example leaves out

The signature of the program is that of the example call: what was left out has its default for good, and the program
has no such input. Give an example for each argument that should stay one.
"""

import torch

tags = {"python.call", "python.constant-input"}
near = ["export_api/keyword_order"]


class Model(torch.nn.Module):
    def forward(self, x, scale=2.0, bias=None):
        y = x * scale
        return y if bias is None else y + bias


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (torch.ones(4), 3.0), (torch.ones(4), 2.0, torch.ones(4))]
