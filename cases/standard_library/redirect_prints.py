"""Catch what a layer prints with `contextlib.redirect_stdout`

Strict mode does not make a StringIO, which is a class in C. Non-strict mode redirects the prints of the tracer. The
exported program prints nothing, so there is nothing to catch.
"""

import contextlib
import io

import torch

tags = {"python.context-manager", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["standard_library/exit_stack_of_generators"]


def _chatty(x):
    print("shape", tuple(x.shape))
    return x.sin()


class Model(torch.nn.Module):
    def forward(self, x):
        with contextlib.redirect_stdout(io.StringIO()):
            return _chatty(x) * 2


class LetsItPrint(torch.nn.Module):
    """Leave the prints alone, and redirect around the call of export where they disturb."""

    def forward(self, x):
        return _chatty(x) * 2


model = Model()
rewrites = {"let it print": LetsItPrint()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
