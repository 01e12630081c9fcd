"""`guard_or_false` about a size that may be zero

It asks a question that may be left open: where the answer is unknown while tracing, it is False, and nothing checks it
later. That is meant for fast paths, whose general path is right in all cases. Here the general path is wrong for an
empty selection.
"""

import torch
from torch.fx.experimental.symbolic_shapes import guard_or_false

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.control-flow"}
expect = {
    "strict": "generalize: ValuesDiffer, shapes: Unsound",
    "nonstrict": "generalize: ValuesDiffer, shapes: Unsound",
}
requires = {"torch>=2.7"}
near = ["dynamic_shapes/return_early_when_empty", "data_dependent/branch_on_selected_count"]


class Model(torch.nn.Module):
    def forward(self, x):
        chosen = x[x > 0]
        if guard_or_false(chosen.numel() == 0):
            return torch.zeros(())
        return chosen.mean()


class GeneralPath(torch.nn.Module):
    """Make the general path right for all sizes; then no fast path is needed."""

    def forward(self, x):
        chosen = x > 0
        return (x * chosen).sum() / chosen.sum().clamp(min=1)


model = Model()
rewrites = {"one path for all": GeneralPath()}
example_args = (torch.tensor([1.0, -2.0, 4.0]),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]
