"""A multilayer perceptron on batches of any size

The plainest model there is: nothing in it asks for the size of the batch, so one named dimension covers all sizes,
those of 0 and 1 included.
"""

import torch

tags = {"torch.module", "torch.dynamic-shape", "torch.dim-named"}
near = ["models/image_classifier"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(4, 8), torch.nn.LayerNorm(8), torch.nn.GELU(), torch.nn.Dropout(0.1), torch.nn.Linear(8, 2)
        )

    def forward(self, x):
        return self.layers(x)


model = Model().eval()
example_args = (torch.randn(3, 4),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.randn(1, 4),), (torch.randn(0, 4),), (torch.randn(9, 4),)]
