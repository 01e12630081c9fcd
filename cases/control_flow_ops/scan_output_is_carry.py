"""A step of `scan` that returns its state twice

State and output of a step may not be one tensor, nor may either be an input: the compiler wants to place each of them
on its own. `clone()` makes the output a tensor of its own.
"""

import torch
from torch._higher_order_ops.scan import scan

tags = {"torch.scan", "torch.alias"}
expect = {"strict": "export: GB0040", "nonstrict": "export: GB0040"}
near = ["control_flow_ops/scan_cumulative", "control_flow_ops/while_loop_carry_unchanged"]


def walk(step, state, xs):
    """`scan` for export. Eager takes a plain loop, since `scan` has the same limits there."""
    if torch.compiler.is_compiling():
        return scan(step, state, xs)
    outputs = []
    for x in xs:
        state, output = step(state, x)
        outputs.append(output)
    return state, torch.stack(outputs)


class Model(torch.nn.Module):
    def forward(self, x):
        def step(state, x):
            state = 0.9 * state + x
            return state, state

        return walk(step, torch.zeros(3), x)


class Clones(torch.nn.Module):
    """Return a clone as the output, at a copy for each step unless a compiler removes it."""

    def forward(self, x):
        def step(state, x):
            state = 0.9 * state + x
            return state, state.clone()

        return scan(step, torch.zeros(3), x)


model = Model()
rewrites = {"clone": Clones()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
