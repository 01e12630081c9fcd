"""`split` by lengths in a tensor

`tolist()` of whole numbers gives a list of symbols, and `split` takes them as sizes. How many pieces there are is
known; how long they are is not, and that they add up is checked at each run.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item", "python.data-structure"}
near = ["data_dependent/repeat_rows_by_count"]


class Model(torch.nn.Module):
    def forward(self, x, lengths):
        pieces = x.split(lengths.tolist())
        return torch.stack([piece.sum(0) for piece in pieces])


model = Model()
example_args = (torch.randn(6, 2), torch.tensor([3, 1, 2]))
more_args = [(torch.ones(6, 2), torch.tensor([0, 6, 0])), (torch.ones(6, 2), torch.tensor([2, 2, 1]))]
