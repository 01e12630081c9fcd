"""A `forward` that was replaced from outside

Libraries replace `forward` on one object, here to set an argument once and for all. Both modes trace what the object
has, with the signature that is left.
"""

import functools

import torch

tags = {"torch.module", "python.call"}
near = ["export_api/method_in_attribute", "export_api/call_overridden"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x, double=False):
        y = self.layer(x)
        return y * 2 if double else y


model = Net()
model.forward = functools.partial(model.forward, double=True)
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
