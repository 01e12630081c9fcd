"""A residual block on images of any size

Convolutions with padding keep height and width, so the shortcut fits for every size. In evaluation mode batch norm is
arithmetic on constants; the in-place sum and `relu` become functional in `run_decompositions()`.
"""

import torch

tags = {"torch.image", "torch.dynamic-shape", "torch.batch-norm", "torch.mutation"}
requires = {"torch>=2.6"}
near = ["models/image_classifier", "models/unet_on_odd_sizes"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Sequential(
            torch.nn.Conv2d(2, 2, 3, padding=1, bias=False),
            torch.nn.BatchNorm2d(2),
            torch.nn.ReLU(inplace=True),
            torch.nn.Conv2d(2, 2, 3, padding=1, bias=False),
            torch.nn.BatchNorm2d(2),
        )

    def forward(self, x):
        y = self.body(x)
        y += x
        return torch.relu_(y)


_dynamic = torch.export.Dim.DYNAMIC
model = Model().eval()
example_args = (torch.randn(2, 2, 6, 5),)
dynamic_shapes = {"x": {0: _dynamic, 2: _dynamic, 3: _dynamic}}
more_args = [(torch.randn(3, 2, 4, 9),), (torch.randn(2, 2, 2, 2),)]
