"""Replace operators by a `TorchFunctionMode`

A mode sees every call of torch in its region, also while tracing. Both modes of export follow it and record what it
calls instead; the mode itself is gone from the exported program.
"""

import torch
from torch.overrides import TorchFunctionMode

tags = {"torch.function-mode"}
near = ["modules/dispatch_mode", "modules/subclass_changes_operators"]


class CosineForSine(TorchFunctionMode):
    def __torch_function__(self, function, types, args=(), kwargs=None):
        if function is torch.sin:
            function = torch.cos
        return function(*args, **(kwargs or {}))


class Model(torch.nn.Module):
    def forward(self, x):
        with CosineForSine():
            return torch.sin(x) + 1


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
