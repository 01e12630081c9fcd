"""A recursive function that a tensor stops

Each level asks a tensor whether to go on, and the depth is not known while tracing. `while_loop` keeps the repetition
in the graph, when the state keeps its shape.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"python.call", "python.control-flow", "torch.dynamic-value", "torch.while-loop", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_statements/recursion_over_tree"]


class Model(torch.nn.Module):
    def shrink(self, x):
        if x.abs().amax() <= 1.0:
            return x
        return self.shrink(x * 0.5)

    def forward(self, x):
        return self.shrink(x) + 1


class WithWhileLoop(torch.nn.Module):
    """Turn the tail call into `while_loop`; what a level does after its call needs a second loop."""

    def forward(self, x):
        return while_loop(lambda x: x.abs().amax() > 1.0, lambda x: (x * 0.5,), (x.clone(),))[0] + 1


model = Model()
rewrites = {"while_loop": WithWhileLoop()}
example_args = (torch.full((3,), 4.0),)
more_args = [(torch.zeros(3),), (torch.full((3,), 100.0),)]
