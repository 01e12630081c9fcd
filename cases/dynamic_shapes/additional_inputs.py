"""Infer the spec from further inputs with `AdditionalInputs`

Give more than one example instead of a spec: what differs between them becomes dynamic, what is the same stays static.
Each of them should be something the exported program has to take.
"""

import torch
from torch.export import AdditionalInputs

tags = {"torch.dynamic-shape", "torch.dim-auto"}
requires = {"torch>=2.8"}
near = ["dynamic_shapes/shapes_collection"]


class Model(torch.nn.Module):
    def forward(self, x, lengths):
        return x.sum(1) * lengths


model = Model()
example_args = (torch.randn(4, 5, 3), torch.ones(4, 1))
_inputs = AdditionalInputs()
_inputs.add((torch.randn(6, 5, 3), torch.ones(6, 1)))
_inputs.add((torch.randn(2, 9, 3), torch.ones(2, 1)))
dynamic_shapes = _inputs.dynamic_shapes(model, example_args)
more_args = [(torch.ones(7, 3, 3), torch.ones(7, 1)), (torch.ones(7, 3, 4), torch.ones(7, 1))]
