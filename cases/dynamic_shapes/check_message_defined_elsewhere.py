"""Give `torch._check` a message function that is defined outside

Strict mode takes the message from a function that is written inside of what it traces, such as a lambda at the call,
and refuses one from elsewhere. Non-strict mode does not ask for the message. A lambda at the call helps only where the
check is settled while tracing. Leave the message out.
"""

import torch

tags = {"torch.check", "torch.dynamic-shape", "torch.dim-auto", "python.graph-break"}
expect = {"strict": "export: GB9840"}
near = ["dynamic_shapes/check_message_with_size"]
requires = {"torch>=2.6"}


def _too_few():
    return "expected at least four rows"


class Model(torch.nn.Module):
    def forward(self, x):
        torch._check(x.shape[0] >= 4, _too_few)
        return x.cumsum(0)


class NoMessage(torch.nn.Module):
    """Leave the message out; a failed check then names the condition only."""

    def forward(self, x):
        torch._check(x.shape[0] >= 4)
        return x.cumsum(0)


model = Model()
rewrites = {"no message": NoMessage()}
example_args = (torch.randn(6, 2),)
more_args = [(torch.ones(4, 2),), (torch.ones(7, 2),), (torch.ones(3, 2),)]
dynamic_shapes = {"x": {0: torch.export.Dim.AUTO}}
