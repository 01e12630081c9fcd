"""Transpose a tensor in place that is made inside

Nobody but the program has the tensor, so both modes follow `unsqueeze_`, `t_` and `squeeze_` on it. The graph holds
them, and `run_decompositions()` replaces them by views.
"""

import torch

tags = {"torch.mutation", "torch.alias"}
near = ["views_and_memory/input_unsqueezed_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x * 2
        y.t_()
        y.unsqueeze_(0)
        return y + y.sum(1, keepdim=True)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
