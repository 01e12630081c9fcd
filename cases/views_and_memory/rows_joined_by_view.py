"""Join and split dimensions around a dynamic one with `view`

Sizes of a view may be computed from sizes of the input, and one of them may be -1. Tracing finds that the number of
elements is right for every batch, the empty one and the batch of one included.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["views_and_memory/rows_in_four_by_view", "views_and_memory/view_of_selection"]


class Model(torch.nn.Module):
    def forward(self, x):
        batch, length, width = x.shape
        joined = x.view(batch * length, width) * 2
        return joined.view(batch, length, 2, -1).flatten(1, 2)


model = Model()
example_args = (torch.randn(3, 5, 4),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(1, 5, 4),), (torch.ones(0, 5, 4),), (torch.ones(8, 5, 4),)]
