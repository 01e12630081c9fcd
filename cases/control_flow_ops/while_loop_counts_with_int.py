"""Count the rounds of `while_loop` with a Python int

An int among the carried values becomes a symbol: the body sees a number whose value is unknown, and may compute with
it. The export holds and runs, but the file format has no place for an int in that list, so the program cannot be saved.
Count with a tensor.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "python.constant-input", "torch.unbacked-size"}
expect = {"strict": "serialize: SerializeError", "nonstrict": "serialize: SerializeError"}
near = ["control_flow_ops/while_loop_closes_over_tensor", "control_flow_ops/while_loop_writes_at_counter"]


class Model(torch.nn.Module):
    def forward(self, x):
        return while_loop(lambda i, x: x.sum() < 100, lambda i, x: (i + 1, x * 2 + i), (0, x))[1]


class CountsWithTensor(torch.nn.Module):
    """Start with `torch.tensor(0)`: it can be saved, and cannot serve as a size."""

    def forward(self, x):
        return while_loop(lambda i, x: x.sum() < 100, lambda i, x: (i + 1, x * 2 + i), (torch.tensor(0), x))[1]


model = Model()
rewrites = {"tensor counter": CountsWithTensor()}
example_args = (torch.ones(3),)
more_args = [(torch.full((3,), 7.0),), (torch.full((3,), 50.0),)]
