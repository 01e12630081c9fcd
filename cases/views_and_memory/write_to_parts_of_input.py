"""Change an input through parts of it: `chunk`, `unbind`, `detach`

All of these are views of the input's memory, and each write reaches the caller and shows in the other views. The
exported program writes through the views; the functional one computes the changed input as a whole.
"""

import torch

tags = {"torch.alias", "torch.mutation"}
near = ["views_and_memory/swap_columns_by_assignment"]


class Model(torch.nn.Module):
    def forward(self, x):
        upper, lower = x.chunk(2)
        upper.add_(1)
        first, *_ = lower.unbind()
        first.mul_(upper[0])
        x.detach()[:, -1] = 0
        return upper + lower


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
