"""A body of `while_loop` that changes a carried tensor in place

A carried value is input and output of each round, and the body is a pure function of it. In-place writes are refused;
the out-of-place form is what a compiler turns into a write again.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.mutation"}
expect = {"strict": "export: GB0041", "nonstrict": "export: GB0041"}
near = ["control_flow_ops/while_loop_writes_at_counter", "control_flow/cond_branch_mutates_operand"]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, x):
        def step(x):
            x.mul_(0.5).sub_(0.1)
            return (x.clone(),)

        return loop(lambda x: x.sum() > 1.0, step, (x.clone(),))[0]


class OutOfPlace(torch.nn.Module):
    """Compute a new tensor in each round; eager mode allocates one each time."""

    def forward(self, x):
        return while_loop(lambda x: x.sum() > 1.0, lambda x: (x * 0.5 - 0.1,), (x.clone(),))[0]


model = Model()
rewrites = {"out of place": OutOfPlace()}
example_args = (torch.full((3,), 8.0),)
more_args = [(torch.full((3,), 100.0),), (torch.zeros(3),)]
