"""Append to a tensor in each round of `while_loop`

What a round returns has to have the shape and dtype of what it took, since one graph of the body serves every round. A
result that grows with the rounds has to have its room from the start.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.dynamic-value", "torch.static-shape"}
expect = {"strict": "export: UncapturedHigherOrderOpError", "nonstrict": "export: UncapturedHigherOrderOpError"}
near = ["control_flow_ops/scan_cumulative", "control_flow_ops/while_loop_body_appends"]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, x):
        values = loop(
            lambda values, last: last.abs() > 1.0,
            lambda values, last: (torch.cat([values, (last / 2).unsqueeze(0)]), last / 2),
            (x.unsqueeze(0), x.clone()),
        )[0]
        return values.sum(), values.amax(0)


class FixedRoom(torch.nn.Module):
    """Write into a buffer of 64 places; a loop of more rounds has to be cut off or refused."""

    def forward(self, x):
        places = torch.arange(64)
        values, last, count = while_loop(
            lambda values, last, count: (last.abs() > 1.0) & (count < 64),
            lambda values, last, count: (torch.where(places == count, last / 2, values), last / 2, count + 1),
            (torch.where(places == 0, x, torch.zeros(64)), x.clone(), torch.tensor(1)),
        )
        return values.sum(), torch.where(places < count, values, -torch.inf).amax(0)


model = Model()
rewrites = {"fixed room": FixedRoom()}
example_args = (torch.tensor(8.0),)
more_args = [(torch.tensor(100.0),), (torch.tensor(-8.0),), (torch.tensor(0.5),)]
