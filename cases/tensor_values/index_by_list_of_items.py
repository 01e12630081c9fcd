"""Index by a list of numbers from a tensor

`x[places.tolist()]` makes a tensor of the numbers again, and for that it needs their values. The tensor that they came
from is an index already.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "python.data-structure"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/rows_in_loop_over_places"]


class Model(torch.nn.Module):
    def forward(self, x, places):
        return x[places.tolist()] * 2


class TensorIndex(torch.nn.Module):
    """Index by the tensor; on a GPU this also saves the wait for the numbers."""

    def forward(self, x, places):
        return x[places] * 2


model = Model()
rewrites = {"index by the tensor": TensorIndex()}
example_args = (torch.randn(4, 3), torch.tensor([2, 0]))
more_args = [(torch.ones(4, 3), torch.tensor([-1, 3])), (torch.ones(4, 3), torch.tensor([1, 1]))]
