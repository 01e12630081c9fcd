"""Call a function with `functools.lru_cache` that makes a table

Both modes call through a cache from before tracing. Strict mode looks past it and records how the table is made; non-
strict mode takes a table that was cached in eager mode as a constant. With a dynamic size as its argument, the second
fails, since a symbol cannot be hashed.
"""

import functools

import torch

tags = {"python.decorator", "python.cache"}
near = [
    "standard_library/lru_cache_in_forward",
    "standard_library/lru_cache_of_dynamic_size",
    "standard_library/lru_cache_cleared",
]


@functools.lru_cache(maxsize=8)
def _positions(length):
    return torch.arange(float(length)) / length


class Model(torch.nn.Module):
    def forward(self, x):
        return x + _positions(x.shape[-1])


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
