"""Change an input in place

The caller sees the change, as in eager mode. The exported graph makes it in place; `run_decompositions()` turns it
into one more output, and the signature then says which input that output is copied back to.
"""

import torch

tags = {"torch.mutation"}
near = [
    "mutation/view_of_input",
    "graph_breaks/data_attribute_write_to_input",
    "mutation/list_argument",
    "mutation/buffer_in_place",
    "control_flow/cond_branch_mutates_operand",
    "custom_ops/mutates_its_input",
    "basics/linear_with_inplace_relu",
]


class Model(torch.nn.Module):
    def forward(self, x, y):
        x.add_(y)
        return x * 2


model = Model()
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.zeros(3), torch.ones(3))]
