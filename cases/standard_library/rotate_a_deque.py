"""Rotate the items of a `collections.deque`

Strict mode knows the methods that a deque shares with a list, and those for its left end; `rotate` is not among them.
Pop at one end and append at the other.
"""

import collections

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["standard_library/bounded_deque_attribute"]


class Model(torch.nn.Module):
    def forward(self, x):
        channels = collections.deque(x.unbind(-1))
        channels.rotate(1)
        return torch.stack(list(channels), -1)


class PopAndAppend(torch.nn.Module):
    """Move the last item to the front; for the dimension of a tensor, `torch.roll` is one operator."""

    def forward(self, x):
        channels = collections.deque(x.unbind(-1))
        channels.appendleft(channels.pop())
        return torch.stack(list(channels), -1)


model = Model()
rewrites = {"pop and append": PopAndAppend()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
