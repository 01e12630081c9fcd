"""A step of `scan` that returns only its state

`scan` asks each step for a pair, the next state and an output, as `jax.lax.scan` does. A fold that wants only the last
state returns something small as output and ignores it.
"""

import torch
from torch._higher_order_ops.scan import scan

tags = {"torch.scan", "python.call"}
expect = {"strict": "export: GB0343", "nonstrict": "export: GB0343"}
near = ["control_flow_ops/scan_cumulative"]


def fold(step, state, xs):
    """`scan` for export. Eager takes a plain loop, since `scan` has the same limits there."""
    if torch.compiler.is_compiling():
        return scan(step, state, xs)
    for x in xs:
        state = step(state, x)
    return state


class Model(torch.nn.Module):
    def forward(self, x):
        return fold(lambda state, x: torch.tanh(state + x), torch.zeros(3), x)


class EmptyOutput(torch.nn.Module):
    """Return an empty tensor as each step's output; the stack of them takes no memory."""

    def forward(self, x):
        def step(state, x):
            return torch.tanh(state + x), x.new_empty(0)

        return scan(step, torch.zeros(3), x)[0]


model = Model()
rewrites = {"empty output": EmptyOutput()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
