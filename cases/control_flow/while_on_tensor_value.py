"""Loop until a tensor reaches a value

`while` needs a Python bool in each round, and the number of rounds is not known while tracing. `while_loop` keeps the
loop in the graph.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"python.control-flow", "torch.dynamic-value", "torch.while-loop", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["basics/loop_over_layers", "data_dependent/rounds_from_item", "control_flow/while_on_float_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        while x.abs().sum() > 1.0:
            x = x / 2
        return x


class WithWhileLoop(torch.nn.Module):
    """Say test and body as functions of the loop's state, whose shapes and dtypes stay the same in every round."""

    def forward(self, x):
        return while_loop(lambda x: x.abs().sum() > 1.0, lambda x: (x / 2,), (x.clone(),))[0]


model = Model()
rewrites = {"while_loop": WithWhileLoop()}
example_args = (torch.full((4,), 8.0),)
more_args = [(torch.full((4,), 100.0),), (torch.zeros(4),)]
