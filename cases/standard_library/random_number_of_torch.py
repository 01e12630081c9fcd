"""Draw numbers with `torch.rand` inside `forward`

The drawing is an operator in the graph, and each run of the exported program draws again, from torch's own generator,
just as in eager mode.
"""

import torch

tags = {"python.random"}
near = ["standard_library/random_number_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * (0.9 + 0.2 * torch.rand(()))


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
