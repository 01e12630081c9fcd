"""Return an object from a function under `nonstrict_trace`

What comes out of the function has to be tensors and constants in containers that pytree knows, since Dynamo goes on
with it. Non-strict mode ignores the mark and goes on with the object. Take the mark off for export.
"""

import torch

tags = {"torch.compile", "torch.pytree", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0251"}
near = [
    "export_api/opaque_call",
    "export_api/opaque_call_with_constant_object",
    "export_api/opaque_call_with_object",
]
requires = {"torch>=2.7"}


class Extremes:
    def __init__(self, low, high):
        self.low, self.high = low, high


def _extremes(x):
    return Extremes(x.amin(0), x.amax(0))


_opaque = torch._dynamo.nonstrict_trace(_extremes)


class Model(torch.nn.Module):
    def forward(self, x):
        extremes = _opaque(x)
        return extremes.high - extremes.low


class NotMarked(torch.nn.Module):
    """Call the function without the mark; Dynamo then makes the object itself."""

    def forward(self, x):
        extremes = _extremes(x)
        return extremes.high - extremes.low


model = Model()
rewrites = {"not marked": NotMarked()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
