"""Check a size with an assertion of `unittest`

Strict mode does not look into `unittest`, whose functions are on its list of code to leave alone. Non-strict mode runs
the check once, while tracing. A plain `assert` says the same and both modes follow it.
"""

import unittest

import torch

tags = {"python.assert", "python.graph-break"}
expect = {"strict": "export: GB0008"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.check = unittest.TestCase()

    def forward(self, x):
        self.check.assertEqual(x.shape[1], 3)
        return x.sum(1)


class PlainAssert(torch.nn.Module):
    """Write `assert`; the message does not tell both values by itself."""

    def forward(self, x):
        assert x.shape[1] == 3, "expected three columns"
        return x.sum(1)


model = Model()
rewrites = {"assert": PlainAssert()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
