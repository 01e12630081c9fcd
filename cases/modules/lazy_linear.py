"""A lazy layer whose weights do not exist yet

A lazy module finds out its input size at the first call. Strict mode runs that step before it traces. Non-strict mode
looks at the parameters first and finds ones without a shape. Call the module once before export, in either mode: the
weights are then those that will be used.
"""

import torch

tags = {"torch.module", "torch.parameter"}
expect = {"nonstrict": "export: ValueError"}


class Ones(torch.nn.LazyLinear):
    def reset_parameters(self):
        if self.in_features:
            torch.nn.init.ones_(self.weight)
            torch.nn.init.zeros_(self.bias)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Ones(2)

    def forward(self, x):
        return self.layer(x)


class Initialized(Model):
    """Call the module once when it is made; the input size has to be known there."""

    def __init__(self):
        super().__init__()
        self(torch.zeros(1, 3))


model = Model()
rewrites = {"called once": Initialized()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
