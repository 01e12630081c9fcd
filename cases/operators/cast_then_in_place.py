"""Cast an input to the dtype it already has, then change it in place

`.to` returns the input itself when nothing is to be cast, so the `add_` reaches the caller's tensor. The exported
program keeps that: it changes its input, and `run_decompositions()` makes the new value an output of the graph. An
input of another dtype is refused. Clone before writing when the caller's tensor is to stay as it is.
"""

import torch

tags = {"torch.dtype", "torch.alias", "torch.mutation"}
near = ["operators/moved_to_device_of_weight"]


class Model(torch.nn.Module):
    def forward(self, x):
        scores = x.to(torch.float32)
        scores.add_(1)
        return scores * 2


model = Model()
example_args = (torch.zeros(3),)
more_args = [(torch.ones(3),), (torch.ones(3, dtype=torch.float64),)]
