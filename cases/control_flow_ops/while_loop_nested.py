"""A `while_loop` in the body of another one

Loops nest: each has its own subgraph, and the inner one may close over what the outer one carries.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.dynamic-value", "python.closure"}
near = ["control_flow_ops/cond_inside_while_loop"]


class Model(torch.nn.Module):
    def forward(self, x, rounds):
        def outer(i, x):
            def halve(x):
                return (x / 2,)

            return i + 1, while_loop(lambda x: x.abs().amax(0) > 1 + i, halve, (x * 3,))[0]

        return while_loop(lambda i, x: i < rounds, outer, (torch.tensor(0), x))[1]


model = Model()
example_args = (torch.tensor([4.0, -1.0]), torch.tensor(3))
more_args = [(torch.tensor([0.1, -20.0]), torch.tensor(1)), (torch.ones(2), torch.tensor(0))]
