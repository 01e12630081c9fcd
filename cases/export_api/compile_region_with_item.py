"""A `nested_compile_region` that reads a number out of a tensor

Both calls of the block share one subgraph, in which the number is an unknown size. Older releases refused that; now the
region is taken, and strict mode still cannot export the result again. Write the block as an ordinary function.
"""

import torch

tags = {"torch.compile", "torch.item", "torch.unbacked-size", "torch.retrace"}
expect = {"strict": "retrace: GB0017"}
near = ["export_api/compile_region", "data_dependent/item_as_slice_bound"]
requires = {"torch>=2.8"}


@torch.compiler.nested_compile_region
def _head(x, count):
    return x[: count.item()].sum()


class Model(torch.nn.Module):
    def forward(self, x, count):
        return _head(x, count) + _head(x * 2, count)


class NoRegion(torch.nn.Module):
    """Write the block as an ordinary function, and read the number once."""

    def forward(self, x, count):
        number = count.item()
        torch._check(number >= 0)
        torch._check(number <= x.shape[0])
        return x[:number].sum() + (x * 2)[:number].sum()


model = Model()
rewrites = {"no region": NoRegion()}
example_args = (torch.randn(5), torch.tensor(3))
draws = {"count": {"low": 0, "high": 5}}
more_args = [(torch.ones(5), torch.tensor(2))]
