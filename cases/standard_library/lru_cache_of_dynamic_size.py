"""Call a cached function with a dynamic size

The cache hashes its arguments. Strict mode looks past the cache at the function. Non-strict mode calls the true cache,
and the symbol of a dynamic size cannot be hashed. Call the plain function where sizes are dynamic; the exported program
computes the table in each run either way.
"""

import functools

import torch

tags = {"python.decorator", "python.cache", "torch.dynamic-shape", "torch.dim-named"}
expect = {"nonstrict": "export: TypeError"}
near = ["standard_library/lru_cache_of_function"]


@functools.lru_cache(maxsize=8)
def _decay(length):
    return 0.5 ** torch.arange(length)


class Model(torch.nn.Module):
    def forward(self, x):
        return x * _decay(x.shape[0])


class PastTheCache(torch.nn.Module):
    """Compute the table from the size, without a cache."""

    def forward(self, x):
        return x * 0.5 ** torch.arange(x.shape[0])


model = Model()
rewrites = {"without the cache": PastTheCache()}
example_args = (torch.randn(5),)
dynamic_shapes = {"x": {0: torch.export.Dim("length")}}
more_args = [(torch.ones(1),), (torch.ones(9),)]
