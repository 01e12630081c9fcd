"""Split a dynamic batch in four with `view(4, -1)`

The view needs a batch that is a multiple of four, and tracing takes for granted that each of the four parts has more
than one row. A batch of 4 is refused by a guard, though eager mode takes it and the spec promises it.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-derived", "torch.zero-one-specialization", "torch.guard"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
issues = ["pytorch/pytorch#181097"]
near = ["views_and_memory/rows_joined_by_view"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.view(4, -1, 3).sum(1)


model = Model()
rewrites = {
    "state the bound": {"dynamic_shapes": {"x": {0: 4 * Dim("rows", min=2)}}},
}
example_args = (torch.randn(8, 3),)
dynamic_shapes = {"x": {0: 4 * Dim("part")}}
more_args = [(torch.ones(12, 3),), (torch.ones(4, 3),)]
