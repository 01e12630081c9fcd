"""Make a padding layer in `forward` from a dynamic size

Layers such as `ZeroPad2d` repeat one number for every side by a helper of torch, which strict mode knows for constants
only. Non-strict mode runs the helper. `torch.nn.functional.pad` takes the four numbers as they are.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.module", "python.graph-break"}
expect = {"strict": "export: GB0243"}
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def forward(self, image):
        return torch.nn.ZeroPad2d(image.shape[-1] // 2)(image)


class Functional(torch.nn.Module):
    """Call the function that the layer calls, with each side written down."""

    def forward(self, image):
        width = image.shape[-1] // 2
        return torch.nn.functional.pad(image, (width, width, width, width))


model = Model()
rewrites = {"functional": Functional()}
example_args = (torch.randn(1, 2, 6, 8),)
more_args = [(torch.ones(1, 2, 6, 4),), (torch.ones(1, 2, 6, 9),)]
dynamic_shapes = {"image": {3: torch.export.Dim.AUTO}}
