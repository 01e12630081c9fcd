"""Clear a cache or print its statistics inside `forward`

Strict mode looks past the cache at the function, and that has no `cache_clear` and no `cache_info`: the AttributeError
ends the trace. Such housekeeping belongs outside of the program.
"""

import functools

import torch

tags = {"python.decorator", "python.cache", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0088"}
near = ["standard_library/lru_cache_of_function"]


@functools.lru_cache(maxsize=8)
def _ramp(length):
    return torch.linspace(0.0, 1.0, length)


class Model(torch.nn.Module):
    def forward(self, x):
        if _ramp.cache_info().currsize > 4:
            _ramp.cache_clear()
        return x * _ramp(x.shape[0])


class LeavesCacheAlone(torch.nn.Module):
    """Call the function only; `maxsize` keeps the cache small."""

    def forward(self, x):
        return x * _ramp(x.shape[0])


model = Model()
rewrites = {"leave the cache alone": LeavesCacheAlone()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
