"""Append to a bounded deque that the module holds

Strict mode takes over the items of a deque from before tracing, and forgets `maxlen`: after the append there is one
item too many, and the result is wrong without an error. Non-strict mode runs the true deque.
"""

import collections

import torch

tags = {"python.data-structure", "python.side-effect"}
expect = {"strict": "run: ValuesDiffer"}
near = ["standard_library/bounded_deque_in_forward", "standard_library/rotate_a_deque"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.latest = collections.deque([0.5], maxlen=1)

    def forward(self, x):
        self.latest.append(x.shape[0])
        return x * sum(self.latest)


class DropsOldest(torch.nn.Module):
    """Drop the oldest item by hand; `maxlen` is then never asked for."""

    def __init__(self):
        super().__init__()
        self.latest = collections.deque([0.5])

    def forward(self, x):
        self.latest.append(x.shape[0])
        self.latest.popleft()
        return x * sum(self.latest)


model = Model()
rewrites = {"popleft": DropsOldest()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
