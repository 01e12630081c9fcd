"""Switch gradients on inside a region where they are off

Both modes turn a `no_grad` region into a submodule of the graph. For nested regions non-strict mode leaves a note out
that the file format asks for, so the program runs and cannot be saved. Nothing needs a gradient in an inner region
whose result is used under `no_grad`.
"""

import torch

tags = {"torch.autograd", "torch.serialization"}
expect = {"nonstrict": "serialize: SpecViolationError"}


class Model(torch.nn.Module):
    def forward(self, x):
        with torch.no_grad():
            with torch.enable_grad():
                energy = x.square()
            return energy + 1


class OneRegion(torch.nn.Module):
    """Use one region; the inner part then records no gradient."""

    def forward(self, x):
        with torch.no_grad():
            return x.square() + 1


model = Model()
rewrites = {"one region": OneRegion()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
