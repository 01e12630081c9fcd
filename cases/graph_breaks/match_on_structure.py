"""Take an input apart with `match` patterns
"""

import torch

tags = {"python.match", "python.data-structure"}


class Model(torch.nn.Module):
    def forward(self, parts):
        match parts:
            case [first]:
                return first
            case [first, *rest]:
                return first + len(rest)
            case {"only": value}:
                return value


model = Model()
example_args = ([torch.randn(3), torch.randn(3), torch.randn(3)],)
more_args = [([torch.zeros(3), torch.ones(3), torch.ones(3)],)]
