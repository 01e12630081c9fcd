"""Write through an expanded view of an input

All rows of the view are the same memory, which is the input's. One write changes every row and the caller's tensor, in
the exported program and after `run_decompositions()` as well.
"""

import torch

tags = {"torch.alias", "torch.mutation"}
issues = ["pytorch/pytorch#114302"]


class Model(torch.nn.Module):
    def forward(self, x):
        rows = x.expand(2, 3)
        rows[0, 0] = 5
        return rows * 2


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
