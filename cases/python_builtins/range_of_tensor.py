"""Loop over `range` of a tensor

`range` wants a number, and gets it from a tensor of one element in eager mode. Strict mode has no `range` of a tensor,
and non-strict mode no number for it. `while_loop` counts in the graph.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"python.builtin", "python.control-flow", "torch.dynamic-value", "torch.while-loop", "python.graph-break"}
expect = {"strict": "export: GB0059", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_builtins/range_of_numbers"]


class Model(torch.nn.Module):
    def forward(self, x, rounds):
        for _ in range(rounds):
            x = x * 0.5 + 1
        return x


class WithWhileLoop(torch.nn.Module):
    """Carry a counter through `while_loop`; it runs as often as the tensor says in each call."""

    def forward(self, x, rounds):
        def more(count, x, rounds):
            return count < rounds

        def again(count, x, rounds):
            return count + 1, x * 0.5 + 1, rounds.clone()

        return while_loop(more, again, (torch.zeros_like(rounds), x.clone(), rounds.clone()))[1]


model = Model()
rewrites = {"while_loop": WithWhileLoop()}
example_args = (torch.randn(3), torch.tensor(2))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(5))]
