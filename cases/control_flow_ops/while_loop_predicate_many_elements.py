"""A test of `while_loop` that gives one answer for each element

The loop goes on or ends as a whole, so its test returns one bool without dimensions. Reduce the answers with `any()`,
and let `torch.where` keep the elements that are done.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.dynamic-value", "torch.dtype"}
expect = {"strict": "export: GB0308", "nonstrict": "export: GB0308"}
near = ["control_flow/cond_predicate_many_elements"]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, x):
        return loop(lambda x: x > 1.0, lambda x: (x / 2,), (x,))[0]


class OneAnswer(torch.nn.Module):
    """Ask for all elements at once; in the batch each element halves only as long as it is too large itself."""

    def forward(self, x):
        return while_loop(lambda x: (x > 1.0).any(), lambda x: (torch.where(x > 1.0, x / 2, x),), (x,))[0]


model = Model()
rewrites = {"any": OneAnswer()}
example_args = (torch.tensor([8.0]),)
more_args = [(torch.tensor([100.0]),), (torch.tensor([-1.0]),)]
