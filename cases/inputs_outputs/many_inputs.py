"""Hand in thirty tensors in a list

The number of tensors belongs to the program, and each becomes an input of its own. A spec for all of them is made as
the list is, by a comprehension; a named `Dim` that they share states that they are equally long.
"""

import torch
from torch.export import Dim

tags = {"python.data-structure", "torch.dim-named", "torch.dynamic-shape"}
near = ["inputs_outputs/longer_list_than_example"]

_rows = Dim("rows", min=2)


class Model(torch.nn.Module):
    def forward(self, parts):
        return sum(part.relu() for part in parts)


model = Model()
example_args = ([torch.randn(3, 2) for _ in range(30)],)
more_args = [([torch.zeros(5, 2) for _ in range(30)],)]
dynamic_shapes = {"parts": [{0: _rows} for _ in range(30)]}
