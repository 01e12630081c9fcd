"""Append to a list that was passed in

x
"""

import torch

tags = {"python.side-effect", "python.data-structure"}


class Model(torch.nn.Module):
    def forward(self, parts):
        parts.append(parts[0] * 2)
        return sum(parts)


class Copies(torch.nn.Module):
    """x"""

    def forward(self, parts):
        return sum([*parts, parts[0] * 2])


model = Model()
rewrites = {"new list": Copies()}
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.ones(3), torch.zeros(3)],)]
