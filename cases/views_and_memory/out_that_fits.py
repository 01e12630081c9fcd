"""Give an input, or a row of a tensor, as `out=`

Where size and layout fit, an `out=` is an in-place change: the input is changed for the caller, and the row shows in
the tensor that it belongs to. `run_decompositions()` makes both functional.
"""

import torch

tags = {"torch.mutation", "torch.alias"}
near = ["views_and_memory/out_that_is_strided", "views_and_memory/out_pair_that_grows"]


class Model(torch.nn.Module):
    def forward(self, x, result):
        rows = torch.zeros(2, 3)
        torch.mul(x, 2, out=rows[0])
        torch.add(x, 1, out=result)
        return rows


model = Model()
example_args = (torch.randn(3), torch.zeros(3))
more_args = [(torch.ones(3), torch.ones(3))]
