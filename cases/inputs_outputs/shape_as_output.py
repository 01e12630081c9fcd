"""Return the shape of a tensor

The exported program gives the right numbers, and for a dynamic size the number of each call. What comes back is a plain
tuple: the class `torch.Size` is lost on the way, and with it `numel()`.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.pytree"}
near = ["inputs_outputs/size_as_output", "inputs_outputs/shape_as_input"]


class Model(torch.nn.Module):
    def forward(self, image):
        return image.flatten(1), image.shape


model = Model()
example_args = (torch.randn(2, 3, 4),)
dynamic_shapes = {"image": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(5, 3, 4),)]
