"""Set the device for new tensors with `with torch.device(...)`

A device can be entered as a context manager, which strict mode does not know. Non-strict mode enters it, and keeps the
device in each operator that makes a tensor. Naming the device in these calls says the same and works in both.
"""

import torch

tags = {"python.context-manager", "torch.device", "python.graph-break"}
expect = {"strict": "export: GB0142"}
near = ["python_statements/shared_context_manager"]


class Model(torch.nn.Module):
    def forward(self, x):
        with torch.device(x.device):
            positions = torch.arange(x.shape[-1])
            decay = torch.full(x.shape[-1:], 0.5)
        return x * decay**positions


class NamesDevice(torch.nn.Module):
    """Hand the device to each call that makes a tensor."""

    def forward(self, x):
        positions = torch.arange(x.shape[-1], device=x.device)
        decay = torch.full(x.shape[-1:], 0.5, device=x.device)
        return x * decay**positions


model = Model()
rewrites = {"device argument": NamesDevice()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
