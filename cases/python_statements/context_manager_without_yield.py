"""`contextlib.contextmanager` on a function that returns a generator

The decorator wants a function that returns a generator, and one with `yield` in it is the usual kind. Strict mode
accepts no other: a wrapper that returns the generator of another function is refused. Use `yield from`, or decorate the
inner function.
"""

import contextlib

import torch

tags = {"python.context-manager", "python.generator", "python.decorator", "python.graph-break"}
expect = {"strict": "export: GB0221"}
near = ["python_statements/context_manager_class"]


def _scaled(factor):
    yield factor


@contextlib.contextmanager
def _halved(factor):
    return _scaled(factor / 2)


@contextlib.contextmanager
def _halved_by_yield(factor):
    yield from _scaled(factor / 2)


class Model(torch.nn.Module):
    def forward(self, x):
        with _halved(3.0) as factor:
            return x * factor


class WithYield(torch.nn.Module):
    """Hand the inner generator on with `yield from`."""

    def forward(self, x):
        with _halved_by_yield(3.0) as factor:
            return x * factor


model = Model()
rewrites = {"yield from": WithYield()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
