"""`range` over a number from `.item()`

The number of rounds is a symbol, and `range` needs its value. `while_loop` counts in the graph.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.dynamic-value", "torch.item", "torch.while-loop", "python.control-flow", "python.builtin"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/loop_over_selection", "control_flow/while_on_tensor_value"]


class Model(torch.nn.Module):
    def forward(self, x, rounds):
        for _ in range(rounds.item()):
            x = x.sin() * 1.5
        return x


class Counts(torch.nn.Module):
    """Count down with a tensor; the body keeps shape and dtype."""

    def forward(self, x, rounds):
        return while_loop(lambda left, x: left > 0, lambda left, x: (left - 1, x.sin() * 1.5), (rounds, x))[1]


model = Model()
rewrites = {"while_loop": Counts()}
example_args = (torch.randn(3), torch.tensor(4))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(9))]
