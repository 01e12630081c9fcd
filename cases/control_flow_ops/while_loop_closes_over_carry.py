"""A `while_loop` whose body also uses the tensor that the carry begins with

The tensor enters the loop twice then, as the first value of the carry and by closure. The loop exports and runs;
`run_decompositions()` sees one input that may alias another and refuses. Begin the carry with a copy.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.alias", "python.closure", "torch.decomposition"}
expect = {"strict": "decompose: RuntimeError", "nonstrict": "decompose: RuntimeError"}
near = ["control_flow_ops/while_loop_closes_over_tensor"]


def _steps(source, start):
    def unfinished(count, value):
        return count < 2

    def step(count, value):
        return count + 1, value * 0.5 + source

    return while_loop(unfinished, step, (torch.tensor(0), start))[1]


class Model(torch.nn.Module):
    def forward(self, x):
        return _steps(x, x)


class Copy(torch.nn.Module):
    """Begin with a clone; it costs one copy for the whole loop."""

    def forward(self, x):
        return _steps(x, x.clone())


model = Model()
rewrites = {"clone": Copy()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
