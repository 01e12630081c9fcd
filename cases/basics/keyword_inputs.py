"""Inputs passed by keyword

Keyword inputs are exported like positional ones; their names become part of the signature, so the exported program is
called with the same keywords.
"""

import torch

tags = {"python.keyword-argument"}
near = ["basics/plain_python_inputs", "basics/nested_inputs_and_outputs", "export_api/keyword_order"]


class Model(torch.nn.Module):
    def forward(self, x, *, weight, bias=None):
        y = x @ weight
        return y if bias is None else y + bias


model = Model()
example_args = (torch.randn(3, 4),)
example_kwargs = {"weight": torch.randn(4, 2), "bias": torch.randn(2)}
more_args = [(torch.zeros(3, 4),)]
