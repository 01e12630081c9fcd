"""A function of the standard library, wrapped into an operator

`statistics.quantiles` sorts Python floats, which tracing cannot follow. As an operator with a fake kernel the function
is one opaque node, that runs on the host each time. Whoever runs the exported program has to register it too.
"""

import statistics

import torch

tags = {"torch.custom-op", "python.graph-break"}
expect = {"strict": "export: GB0109", "nonstrict": "export: GuardOnDataDependentSymNode"}


@torch.library.custom_op("exportdb_opaque::quartiles", mutates_args=())
def quartiles(x: torch.Tensor) -> torch.Tensor:
    return torch.tensor(statistics.quantiles(x.tolist(), n=4))


@quartiles.register_fake
def _(x):
    return x.new_empty(3)


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.tensor(statistics.quantiles(x.tolist(), n=4)) * 2


class Wrapped(torch.nn.Module):
    """Hide the function behind an operator; no backend can compile what is inside."""

    def forward(self, x):
        return quartiles(x) * 2


model = Model()
rewrites = {"custom_op": Wrapped()}
example_args = (torch.randn(8),)
more_args = [(torch.arange(8.0),)]
