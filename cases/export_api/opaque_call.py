"""A function under `torch._dynamo.nonstrict_trace`

The mark keeps Dynamo out of a function, which is traced with fake tensors instead. `torch.compile` uses it; strict
export stops over it with an internal error, whatever the function takes. Non-strict mode ignores the mark. Take the
mark off for export, or make an operator of the function.
"""

import torch

tags = {"torch.compile", "python.decorator"}
expect = {"strict": "export: TypeError"}
near = [
    "export_api/opaque_call_returns_object",
    "export_api/opaque_call_with_constant_object",
    "export_api/opaque_call_with_object",
]
requires = {"torch>=2.7"}


def _scaled(x):
    return x * 2


_opaque = torch._dynamo.nonstrict_trace(_scaled)


class Model(torch.nn.Module):
    def forward(self, x):
        return _opaque(x)


class NotMarked(torch.nn.Module):
    """Call the function without the mark; Dynamo then looks into it."""

    def forward(self, x):
        return _scaled(x)


model = Model()
rewrites = {"not marked": NotMarked()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
