"""Ask with `hasattr` for an attribute that a decorator has set

`functools.lru_cache` leaves the plain function in `__wrapped__`. Strict mode looks at the function under the cache and
finds no such attribute: the other side is exported, without an error. Non-strict mode asks in Python and is right.
"""

import functools

import torch

tags = {"python.builtin", "python.attribute", "python.decorator"}
expect = {"strict": "run: ValuesDiffer"}
near = ["python_builtins/locals_by_name", "python_builtins/hasattr_of_dict"]


@functools.lru_cache
def _window(length):
    return [1.0 - abs(2 * step / (length - 1) - 1) for step in range(length)]


class Model(torch.nn.Module):
    def forward(self, x):
        window = _window.__wrapped__ if hasattr(_window, "__wrapped__") else lambda length: [1.0] * length
        return x * torch.tensor(window(x.shape[0]))


class CallsIt(torch.nn.Module):
    """Call the function as it is, without asking how it is decorated."""

    def forward(self, x):
        return x * torch.tensor(_window(x.shape[0]))


model = Model()
rewrites = {"call it": CallsIt()}
example_args = (torch.ones(5),)
more_args = [(torch.arange(5.0),)]
