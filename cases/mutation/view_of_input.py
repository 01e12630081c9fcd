"""Change an input through a view

A view shares the memory of the input, so the caller sees the change. The exported graph writes through the view;
`run_decompositions()` computes the changed input as a whole and returns it.
"""

import torch

tags = {"torch.mutation", "torch.alias"}
near = ["mutation/input_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        first = x.t()[0]
        first.zero_()
        return x.sum(0)


model = Model()
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),)]
