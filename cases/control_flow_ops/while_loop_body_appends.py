"""A body of `while_loop` that appends to a list outside

The body is traced once, so a list outside would get one entry however many rounds run. Such a side effect is refused;
what a round finds out has to be a carried value.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "python.side-effect", "python.data-structure"}
expect = {"strict": "export: GB0067", "nonstrict": "export: GB0067"}
near = ["control_flow_ops/while_loop_carry_grows"]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, x):
        norms = []

        def step(x):
            norms.append(x.square().sum())
            return (x / 2,)

        last = loop(lambda x: x.square().sum() > 1.0, step, (x,))[0]
        return last, sum(norms, torch.zeros(()))


class CarriesTotal(torch.nn.Module):
    """Carry the running total; what is wanted of all rounds has to be reduced as they run."""

    def forward(self, x):
        return while_loop(
            lambda x, total: x.square().sum() > 1.0,
            lambda x, total: (x / 2, total + x.square().sum()),
            (x, torch.zeros(())),
        )


model = Model()
rewrites = {"carry the total": CarriesTotal()}
example_args = (torch.full((4,), 8.0),)
more_args = [(torch.full((4,), 100.0),), (torch.zeros(4),)]
