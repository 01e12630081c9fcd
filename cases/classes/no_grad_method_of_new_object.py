"""Call a method under `@torch.no_grad()` of an object that forward made

The decorator calls the method by way of a bound method that strict mode did not see being made, and it has no rule for
that. On an object made before the export it does, and a `with` within the method needs no decorator.
"""

import torch

tags = {"python.decorator", "python.class", "torch.autograd", "python.graph-break"}
expect = {"strict": "export: GB0116"}
near = ["export_api/no_grad_in_forward", "classes/method_bound_before"]


class Statistics:
    @torch.no_grad()
    def mean(self, x):
        return x.mean(0)


class WithBlock:
    def mean(self, x):
        with torch.no_grad():
            return x.mean(0)


class Model(torch.nn.Module):
    def forward(self, x):
        return x - Statistics().mean(x)


class NoDecorator(torch.nn.Module):
    """Enter `no_grad` within the method."""

    def forward(self, x):
        return x - WithBlock().mean(x)


class MadeBefore(torch.nn.Module):
    """Make the object together with the model."""

    def __init__(self):
        super().__init__()
        self.statistics = Statistics()

    def forward(self, x):
        return x - self.statistics.mean(x)


model = Model()
rewrites = {"with": NoDecorator(), "made before": MadeBefore()}
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
