"""Decorate an inner function with `functools.lru_cache`

Strict mode does not follow the making of the cache, which is a class in C. Around a function at the top level the cache
exists before tracing, and both modes look through it.
"""

import functools

import torch

tags = {"python.decorator", "python.cache", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["standard_library/lru_cache_of_function"]


class Model(torch.nn.Module):
    def forward(self, x):
        @functools.lru_cache(maxsize=None)
        def power(exponent):
            if exponent == 1:
                return x
            return power(exponent // 2) * power(exponent - exponent // 2)

        return power(5)


class OwnCache(torch.nn.Module):
    """Keep what was computed in a dict."""

    def forward(self, x):
        powers = {1: x}

        def power(exponent):
            if exponent not in powers:
                powers[exponent] = power(exponent // 2) * power(exponent - exponent // 2)
            return powers[exponent]

        return power(5)


model = Model()
rewrites = {"dict": OwnCache()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
