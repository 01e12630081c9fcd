"""Use methods of a tensor as keys of a dict

A key has to have a hash, and a bound method of a traced tensor has none that strict mode knows. Non-strict mode hashes
the method. Pairs in a list need no hash.
"""

import torch

tags = {"python.data-structure", "python.object-identity", "python.graph-break"}
expect = {"strict": "export: GB0682"}


class Model(torch.nn.Module):
    def forward(self, x):
        weights = {x.sin: 0.5, x.cos: 2.0}
        return sum(method() * weight for method, weight in weights.items())


class Pairs(torch.nn.Module):
    """Keep pairs in a list; looking one up by its key then takes a loop."""

    def forward(self, x):
        weights = [(x.sin, 0.5), (x.cos, 2.0)]
        return sum(method() * weight for method, weight in weights)


model = Model()
rewrites = {"pairs": Pairs()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
