"""Repeat a list by a number from a tensor

`[x] * count` is a Python list, and its length has to be known while tracing. `repeat` and `expand` take the number as a
size of a tensor.
"""

import torch

tags = {"python.data-structure", "torch.item", "torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}


class Model(torch.nn.Module):
    def forward(self, x, count):
        return torch.cat([x] * count.item())


class Repeats(torch.nn.Module):
    """Repeat along the first dimension. A count of 0 gives an empty tensor, where `cat` refuses an empty list."""

    def forward(self, x, count):
        return x.repeat(count.item(), 1)


model = Model()
rewrites = {"repeat": Repeats()}
example_args = (torch.randn(2, 3), torch.tensor(3))
more_args = [(torch.ones(2, 3), torch.tensor(1)), (torch.ones(2, 3), torch.tensor(5))]
