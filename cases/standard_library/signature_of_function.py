"""Pass only the options that a function takes, by `inspect.signature`

Strict mode follows `inspect.signature` of a function written in Python, with its parameters and `bind`. Names that are
not in the signature are dropped while tracing.
"""

import inspect

import torch

tags = {"python.call", "python.attribute"}
near = ["standard_library/name_of_the_caller"]


def _activation(x, *, slope=0.1, bias=0.0):
    return torch.where(x > 0, x, x * slope) + bias


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.options = {"slope": 0.5, "unknown": 3}

    def forward(self, x):
        known = inspect.signature(_activation).parameters
        options = {name: value for name, value in self.options.items() if name in known}
        bound = inspect.signature(_activation).bind(x, **options)
        return _activation(*bound.args, **bound.kwargs)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.tensor([-1.0, 0.0, 2.0]),)]
