"""Make a registered constant for a function under `nonstrict_trace`

An object of a class that is registered as a constant of pytree may be handed to such a function, if it is there before
tracing. One that is made in `forward` exists only for the tracer. Non-strict mode ignores the mark. Take it off for
export.
"""

import torch

tags = {"torch.compile", "torch.pytree", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0238"}
near = [
    "export_api/opaque_call",
    "export_api/opaque_call_returns_object",
    "export_api/opaque_call_with_object",
]
requires = {"torch>=2.7"}


class Factor:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Factor) and self.value == other.value

    def __hash__(self):
        return hash(self.value)


torch.utils._pytree.register_constant(Factor)


def _scaled(x, factor):
    return x * factor.value


_opaque = torch._dynamo.nonstrict_trace(_scaled)


class Model(torch.nn.Module):
    def forward(self, x):
        return _opaque(x, Factor(2.0))


class NotMarked(torch.nn.Module):
    """Call the function without the mark; Dynamo then makes the object itself."""

    def forward(self, x):
        return _scaled(x, Factor(2.0))


model = Model()
rewrites = {"not marked": NotMarked()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
