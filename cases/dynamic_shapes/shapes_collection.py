"""State the spec by tensor with `ShapesCollection`

For deeply nested inputs it is easier to name the tensors whose sizes vary than to repeat the nesting. The collection
maps a tensor of the example to its entry, and `dynamic_shapes()` builds the spec from it; all other inputs are static.
"""

import torch
from torch.export import Dim, ShapesCollection

tags = {"torch.dynamic-shape", "torch.dim-named", "python.data-structure"}
near = ["dynamic_shapes/nested_input_spec", "dynamic_shapes/additional_inputs"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, features, weights):
        total = features["dense"].sum(1)
        for part in features["sparse"]:
            total = total + part.sum(1)
        return total * weights


model = Model()
example_args = ({"dense": torch.randn(4, 3), "sparse": [torch.randn(4, 2), torch.randn(4, 5)]}, torch.randn(4))
_shapes = ShapesCollection()
_shapes[example_args[0]["dense"]] = {0: _batch}
_shapes[example_args[0]["sparse"][0]] = {0: _batch}
_shapes[example_args[0]["sparse"][1]] = {0: _batch, 1: Dim("ids")}
_shapes[example_args[1]] = {0: _batch}
dynamic_shapes = _shapes.dynamic_shapes(model, example_args)
more_args = [({"dense": torch.ones(9, 3), "sparse": [torch.ones(9, 2), torch.ones(9, 7)]}, torch.ones(9))]
