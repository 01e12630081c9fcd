"""View a selection whose size depends on the data

The number of selected rows is a symbol, and a view may use it: `-1` is solved for it, and products with it are computed
in the graph. A transposed selection has to be copied first, as in eager mode.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}
near = ["views_and_memory/rows_joined_by_view"]


class Model(torch.nn.Module):
    def forward(self, x, keep):
        chosen = x[keep]
        pairs = chosen.view(-1, 2, 2)
        return chosen.view(chosen.shape[0] * 4) + pairs.flatten(), chosen.t().contiguous().view(-1)


model = Model()
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]
