"""A bounded deque that is made inside `forward`

Both modes follow it with its bound: the oldest item leaves when a new one comes in.
"""

import collections

import torch

tags = {"python.data-structure"}
near = ["standard_library/bounded_deque_attribute"]


class Model(torch.nn.Module):
    def forward(self, x):
        window = collections.deque(maxlen=3)
        sums = []
        for row in x.unbind():
            window.append(row)
            sums.append(sum(window))
        return torch.stack(sums)


model = Model()
example_args = (torch.randn(5, 2),)
more_args = [(torch.ones(5, 2),)]
