"""Read and write at the position that `while_loop` counts

Indexing by a zero-dimensional tensor reads its value as a Python number, and inside the traced body that number is
unknown. `index_select` and `index_copy` take the position as a tensor, and never leave the graph.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.dynamic-value", "torch.mutation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = [
    "control_flow_ops/while_loop_body_in_place",
    "control_flow_ops/while_loop_counts_with_int",
    "data_dependent/row_at_argmax",
    "data_dependent/write_at_argmax",
]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, tokens):
        def step(position, tokens):
            tokens = tokens.clone()
            tokens[position] = tokens[position - 1] + tokens[position - 2]
            return position + 1, tokens

        return loop(lambda position, tokens: position < 8, step, (torch.tensor(2), tokens.clone()))[1]


class TensorIndex(torch.nn.Module):
    """Select and write by an index tensor of one element."""

    def forward(self, tokens):
        def step(position, tokens):
            last_two = tokens.index_select(0, position - torch.arange(1, 3))
            return position + 1, tokens.index_copy(0, position.unsqueeze(0), last_two.sum(0, keepdim=True))

        return while_loop(lambda position, tokens: position < 8, step, (torch.tensor(2), tokens.clone()))[1]


model = Model()
rewrites = {"index tensors": TensorIndex()}
example_args = (torch.ones(8, dtype=torch.int64),)
more_args = [(torch.arange(8),), (torch.zeros(8, dtype=torch.int64),)]
