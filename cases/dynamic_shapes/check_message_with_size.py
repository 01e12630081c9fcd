"""Put a dynamic size into the message of `torch._check`

Strict mode wants the message as a text that it can make while tracing, so the function may not use a value that
differs from call to call, be it a size or a tensor. Non-strict mode does not ask for the message. A constant message
is no way out where the condition becomes a guard: strict mode then stops with an internal error. Leave the message
out.
"""

import torch

tags = {"torch.check", "torch.dynamic-shape", "torch.dim-auto", "python.closure", "python.graph-break"}
expect = {"strict": "export: GB9158"}
near = ["dynamic_shapes/check_message_defined_elsewhere"]
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def forward(self, x):
        rows = x.shape[0]
        torch._check(rows >= 4, lambda: f"expected at least four rows, got {rows}")
        return x - x.mean(0)


class NoMessage(torch.nn.Module):
    """Leave the message out; a failed check then names the condition only."""

    def forward(self, x):
        torch._check(x.shape[0] >= 4)
        return x - x.mean(0)


model = Model()
rewrites = {"no message": NoMessage()}
example_args = (torch.randn(6, 2),)
more_args = [(torch.ones(4, 2),), (torch.ones(7, 2),), (torch.ones(3, 2),)]
dynamic_shapes = {"x": {0: torch.export.Dim.AUTO}}
