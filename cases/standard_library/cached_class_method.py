"""Decorate a class method with `functools.lru_cache`

Under `classmethod` lies an object in C and no function, and strict mode binds functions only. Without `classmethod` it
looks through the cache at the function. Non-strict mode calls it. Cache a function beside the class, or a static
method.
"""

import functools

import torch

tags = {"python.cache", "python.class", "python.decorator", "python.graph-break"}
expect = {"strict": "export: GB0177"}


class Scale:
    @classmethod
    @functools.lru_cache(maxsize=None)
    def of(cls, steps):
        return 0.5**steps


@functools.lru_cache(maxsize=None)
def _scale_of(steps):
    return 0.5**steps


class Model(torch.nn.Module):
    def forward(self, x):
        return x * Scale.of(3)


class FunctionBeside(torch.nn.Module):
    """Call a cached function beside the class; a subclass cannot override it."""

    def forward(self, x):
        return x * _scale_of(3)


model = Model()
rewrites = {"function": FunctionBeside()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
