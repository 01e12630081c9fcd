"""Count operators by a `TorchDispatchMode` in `forward`

A dispatch mode sits below autograd, where tracing itself works. Strict mode cannot enter it. Non-strict mode runs it
beside its own, and the count is taken while tracing. Count in the exported graph instead, or wrap the call from
outside.
"""

import torch
from torch.utils._python_dispatch import TorchDispatchMode

tags = {"torch.function-mode", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["modules/torch_function_mode"]


class Count(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.calls = 0

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        self.calls += 1
        return function(*args, **(kwargs or {}))


class Model(torch.nn.Module):
    def forward(self, x):
        with Count():
            return x.sin().exp()


class WithoutMode(torch.nn.Module):
    """Leave the counting to the caller."""

    def forward(self, x):
        return x.sin().exp()


model = Model()
rewrites = {"without the mode": WithoutMode()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
