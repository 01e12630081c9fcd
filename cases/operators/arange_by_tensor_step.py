"""Places between 0 and 1 with a step that was computed

How many places there are follows from the step, and tracing has to know that the step is positive before it can say
anything of the number. Compute the number first: `arange` over a whole number needs no step, and the places are
its parts.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/item_as_size"]


class Model(torch.nn.Module):
    def forward(self, keep):
        step = 1.0 / keep.sum().clamp(min=1)
        return torch.arange(0.0, 1.0 - 1e-6, step)


class CountsFirst(torch.nn.Module):
    """Make the whole numbers below the count, and divide them by it."""

    def forward(self, keep):
        count = keep.sum().clamp(min=1).item()
        torch._check(count >= 1)
        return torch.arange(count) / count


model = Model()
rewrites = {"count first": CountsFirst()}
example_args = (torch.tensor([True, True, True, True]),)
more_args = [(torch.tensor([True, True, False, False]),), (torch.zeros(4, dtype=torch.bool),)]
