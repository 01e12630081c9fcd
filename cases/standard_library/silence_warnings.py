"""Silence warnings around a part of `forward`

`catch_warnings` changes the filters of the interpreter, and strict mode does not follow that. The exported program
gives no Python warnings anyway: silence them where export is called.
"""

import warnings

import torch

tags = {"python.context-manager", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/warn_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return x.log1p()


class LeavesFilters(torch.nn.Module):
    """Compute without the filters."""

    def forward(self, x):
        return x.log1p()


model = Model()
rewrites = {"without filters": LeavesFilters()}
example_args = (torch.rand(3),)
more_args = [(torch.zeros(3),)]
