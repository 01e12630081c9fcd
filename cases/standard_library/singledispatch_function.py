"""Dispatch by type with `functools.singledispatch`

Strict mode follows the dispatch for a class that was registered itself, a tensor for example. For another it searches
the base classes in Python's own way and fails there. Non-strict mode dispatches as Python does.
"""

import functools

import torch

tags = {"python.decorator", "python.type-test", "python.graph-break"}
expect = {"strict": "export: GB0811"}
near = ["standard_library/functools_reduce_partial"]


@functools.singledispatch
def _as_tensor(value):
    return torch.as_tensor(value)


@_as_tensor.register
def _(value: torch.Tensor):
    return value


@_as_tensor.register
def _(value: list):
    return torch.stack([_as_tensor(item) for item in value])


def _as_tensor_by_test(value):
    if isinstance(value, list):
        return torch.stack([_as_tensor_by_test(item) for item in value])
    return value if isinstance(value, torch.Tensor) else torch.as_tensor(value)


class Model(torch.nn.Module):
    def forward(self, parts):
        return _as_tensor(parts).sum(0) + _as_tensor(0.5)


class WithIsinstance(torch.nn.Module):
    """Ask with `isinstance`; a type that comes later needs another line in the function."""

    def forward(self, parts):
        return _as_tensor_by_test(parts).sum(0) + _as_tensor_by_test(0.5)


model = Model()
rewrites = {"isinstance": WithIsinstance()}
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.ones(3), torch.ones(3)],)]
