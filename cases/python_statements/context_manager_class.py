"""Context managers that are made in the `with` statement

Both modes follow classes with `__enter__` and `__exit__`, generators under `contextlib.contextmanager`, several of them
in one statement, and an `__exit__` that swallows an exception.
"""

import contextlib

import torch

tags = {"python.context-manager", "python.exception", "python.class"}
near = [
    "python_statements/shared_context_manager",
    "python_statements/context_manager_without_yield",
    "classes/finalizer_of_object",
]


class Ignoring:
    def __init__(self, kind):
        self.kind = kind

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, self.kind)


@contextlib.contextmanager
def _doubled(factor):
    yield factor * 2


class Model(torch.nn.Module):
    def forward(self, x):
        with _doubled(1.5) as factor, torch.no_grad(), Ignoring(ValueError):
            x = x * factor
            raise ValueError("ignored")
        return x + 1


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
