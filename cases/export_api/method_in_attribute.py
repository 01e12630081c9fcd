"""A wrapper that keeps a method of another module

Parameters are found by walking submodules, and a method in an attribute is none: what it belongs to stays hidden.
Strict mode meets parameters that it has no name for; non-strict mode takes them along as constants. Keep the module,
and call its method.
"""

import torch

tags = {"torch.module", "python.call"}
expect = {"strict": "export: KeyError"}
near = ["export_api/patched_forward"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def encode(self, x):
        return self.layer(x).relu()


class CallsFunction(torch.nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class CallsMethod(torch.nn.Module):
    """Keep the module as a submodule; then its parameters are parameters of the program."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net.encode(x)


_net = Net()
model = CallsFunction(_net.encode)
rewrites = {"submodule": CallsMethod(_net)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
