"""Repeat a deque in place with `*=`

Strict mode repeats a deque with `*` and refuses `*=`, for which it has no rule. Non-strict mode takes both. `d = d *
2` makes a new deque, which differs only where another name holds the old one.
"""

import collections

import torch

tags = {"python.data-structure", "python.operator-overloading", "python.graph-break"}
expect = {"strict": "export: GB9561"}
near = ["standard_library/array_repeated"]


class Model(torch.nn.Module):
    def forward(self, x):
        turns = collections.deque([x.sin(), x.cos()])
        turns *= 2
        return torch.stack(list(turns))


class NewDeque(torch.nn.Module):
    """Make a new deque; other names keep the old one."""

    def forward(self, x):
        turns = collections.deque([x.sin(), x.cos()])
        turns = turns * 2
        return torch.stack(list(turns))


model = Model()
rewrites = {"new deque": NewDeque()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
