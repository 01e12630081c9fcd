"""A spec for nested inputs

The spec is nested as the input is: a dict with the same keys, a tuple or list of the same length, and where a tensor
stands, the entries for its dimensions.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.data-structure"}
near = ["dynamic_shapes/spec_wrong_nesting", "dynamic_shapes/shapes_collection"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, inputs, scale):
        (image, mask), label = inputs["pair"], inputs["label"]
        return (image * mask).sum((1, 2)) * label * scale


model = Model()
example_args = ({"pair": (torch.randn(4, 6, 6), torch.ones(4, 6, 6)), "label": torch.randn(4)}, 2.0)
dynamic_shapes = {
    "inputs": {"pair": ({0: _batch}, {0: _batch}), "label": {0: _batch}},
    "scale": None,
}
more_args = [({"pair": (torch.ones(9, 6, 6), torch.ones(9, 6, 6)), "label": torch.ones(9)}, 2.0)]
