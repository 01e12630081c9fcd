"""A state of `scan` that starts with another dtype than it goes on with

The step is traced once, so the state that it returns has the shape and dtype of the state that it took. A state that
starts as integer zeros and becomes float is refused.
"""

import torch
from torch._higher_order_ops.scan import scan

tags = {"torch.scan", "torch.dtype"}
expect = {"strict": "export: UncapturedHigherOrderOpError", "nonstrict": "export: UncapturedHigherOrderOpError"}
near = ["control_flow_ops/while_loop_carry_changes_dtype"]


def walk(step, state, xs):
    """`scan` for export. Eager takes a plain loop, since `scan` has the same limits there."""
    if torch.compiler.is_compiling():
        return scan(step, state, xs)
    outputs = []
    for x in xs:
        state, output = step(state, x)
        outputs.append(output)
    return state, torch.stack(outputs)


def add(total, x):
    total = total + x
    return total, total * 2


class Model(torch.nn.Module):
    def forward(self, x):
        return walk(add, torch.zeros(3, dtype=torch.int64), x)


class SameDtype(torch.nn.Module):
    """Start with the dtype of the input."""

    def forward(self, x):
        return scan(add, x.new_zeros(3), x)


model = Model()
rewrites = {"same dtype": SameDtype()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
