"""Return a dynamic size as a number

A size is a number of the graph, so it can be an output: the caller gets an int, computed for each call. That holds for
what is computed from sizes, too.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["inputs_outputs/shape_as_output", "inputs_outputs/item_as_output"]


class Model(torch.nn.Module):
    def forward(self, image):
        batch, height, width = image.shape
        return image.flatten(1), batch, height * width


model = Model()
example_args = (torch.randn(2, 3, 4),)
dynamic_shapes = {"image": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(5, 3, 4),), (torch.ones(1, 3, 4),)]
