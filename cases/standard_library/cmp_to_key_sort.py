"""Sort with a comparison function and `functools.cmp_to_key`

The comparison only looks at static sizes, and non-strict mode sorts as Python does. Strict mode stops at `cmp_to_key`,
which is written in C. A `key` function says the same and is followed.
"""

import functools

import torch

tags = {"python.builtin", "torch.static-shape", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/functools_reduce_partial"]


def _by_size(left, right):
    return left.numel() - right.numel()


class Model(torch.nn.Module):
    def forward(self, parts):
        return torch.cat(sorted(parts, key=functools.cmp_to_key(_by_size)))


class WithKey(torch.nn.Module):
    """Give `sorted` the size as its key."""

    def forward(self, parts):
        return torch.cat(sorted(parts, key=lambda part: part.numel()))


model = Model()
rewrites = {"key": WithKey()}
example_args = ([torch.randn(3), torch.randn(2), torch.randn(4)],)
more_args = [([torch.ones(3), torch.ones(2), torch.ones(4)],)]
