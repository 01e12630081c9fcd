"""Functions under decorators of one's own

Decorators with `functools.wraps`, at the top level or inside `forward`, with and without arguments, are plain function
calls to both modes. `torch.no_grad()` as a decorator works as well.
"""

import functools

import torch

tags = {"python.decorator", "python.closure"}
near = ["python_statements/function_marked_disabled"]


def _scaled(factor):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs) * factor

        return wrapper

    return decorate


@_scaled(0.5)
@torch.no_grad()
def _statistics(x, *, dim):
    return x.mean(dim) + x.amax(dim)


class Model(torch.nn.Module):
    def forward(self, x):
        @_scaled(2.0)
        def centred(x):
            return x - _statistics(x, dim=-1)[..., None]

        return centred(x)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.zeros(2, 3),)]
