"""Hand in views of one tensor, one of which is changed in place

Nothing checks whether the inputs of a call share memory when those of the example did not. The exported program follows
eager all the same, for its graph changes the first input in place too. After `run_decompositions()` it does not: there
the change is written back at the end, and until then the other view reads the old value, without an error.
"""

import torch

tags = {"torch.alias", "torch.mutation", "torch.decomposition"}
expect = {"strict": "decompose: ValuesDiffer", "nonstrict": "decompose: ValuesDiffer"}
no_rewrite = "No program can tell that its inputs share memory: hand in the table alone, and take the row of it inside."
near = ["inputs_outputs/same_tensor_twice_changed_in_place", "inputs_outputs/same_tensor_twice_as_example"]


class Model(torch.nn.Module):
    def forward(self, table, row):
        table.add_(1)
        return row * 2


_table = torch.zeros(4, 3)
model = Model()
example_args = (torch.zeros(4, 3), torch.zeros(3))
more_args = [(_table, _table[0])]
