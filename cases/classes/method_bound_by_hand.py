"""Bind a function to the module with `types.MethodType`

Strict mode does not call the class of bound methods. Non-strict mode binds while tracing. `functools.partial`, or a
binding that was made in `__init__`, is followed.
"""

import functools
import types

import torch

tags = {"python.class", "python.call", "python.graph-break"}
expect = {"strict": "export: GB0147"}
near = ["classes/method_bound_before"]


def _scaled(module, x):
    return x * module.factor


class Model(torch.nn.Module):
    factor = 0.5

    def forward(self, x):
        scale = types.MethodType(_scaled, self)
        return scale(scale(x))


class WithPartial(torch.nn.Module):
    """Bind the first argument with `functools.partial`."""

    factor = 0.5

    def forward(self, x):
        scale = functools.partial(_scaled, self)
        return scale(scale(x))


model = Model()
rewrites = {"partial": WithPartial()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
