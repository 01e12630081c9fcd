"""Hand an object to a function under `nonstrict_trace`

The mark keeps Dynamo out of a function, which is traced with fake tensors instead. For that the arguments are taken
apart into tensors and constants, and an object of a class that pytree does not know cannot be. Non-strict mode ignores
the mark. Take the mark off for export.
"""

import torch

tags = {"torch.compile", "torch.pytree", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0236"}
near = [
    "export_api/opaque_call",
    "export_api/opaque_call_returns_object",
    "export_api/opaque_call_with_constant_object",
]
requires = {"torch>=2.7"}


class Scale:
    def __init__(self, factor):
        self.factor = factor


def _scaled(x, scale):
    return x * scale.factor


_opaque = torch._dynamo.nonstrict_trace(_scaled)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = Scale(2.0)

    def forward(self, x):
        return _opaque(x, self.scale)


class NotMarked(Model):
    """Call the function without the mark; Dynamo then looks into it."""

    def forward(self, x):
        return _scaled(x, self.scale)


model = Model()
rewrites = {"not marked": NotMarked()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
