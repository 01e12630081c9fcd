"""Change an input in place

The graph itself mutates nothing: the changed value is one more output, and the signature says which input it is
copied back to. The caller sees the change, as in eager mode.
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
]


class Model(torch.nn.Module):
    def forward(self, x, y):
        x.add_(y)
        return x * 2


model = Model()
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.zeros(3), torch.ones(3))]
