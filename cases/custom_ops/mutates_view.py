"""A custom operator that changes a view

One row of a tensor is reset. Decomposition has no views that are written to: it hands the operator the base tensor with
size and strides of the view, and takes back the changed base.
"""

import torch

tags = {"torch.custom-op", "torch.mutation", "torch.alias"}
near = ["custom_ops/mutates_its_input"]


@torch.library.custom_op("exportdb_mutates_view::reset_", mutates_args={"x"})
def reset_(x: torch.Tensor) -> None:
    x.zero_()


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        reset_(y[0])
        return y


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
