"""A convolutional classifier that flattens its features

The linear layer after `flatten` wants 32 features, so the product of the two halved sizes has to be 32. Export takes a
spec in which height and width are dynamic, and keeps that equation as a guard: eight by eight works, and so does four
by sixteen, as in eager mode. Other sizes are refused.
"""

import torch

tags = {"torch.image", "torch.dynamic-shape", "torch.guard"}
requires = {"torch>=2.6"}
near = ["models/mlp_on_any_batch", "models/residual_block"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.features = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2))
        self.head = torch.nn.Linear(2 * 4 * 4, 3)

    def forward(self, image):
        return self.head(self.features(image).flatten(1))


_dynamic = torch.export.Dim.DYNAMIC
model = Model()
example_args = (torch.randn(2, 1, 8, 8),)
dynamic_shapes = {"image": {0: _dynamic, 2: _dynamic, 3: _dynamic}}
more_args = [(torch.randn(5, 1, 8, 8),), (torch.randn(2, 1, 4, 16),), (torch.randn(2, 1, 12, 8),)]
