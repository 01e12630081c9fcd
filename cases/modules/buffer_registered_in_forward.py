"""Register a buffer at the first call

A table that is made when it is first needed does not exist when export lists the buffers. Strict mode traces the making
and puts it into the graph. Non-strict mode finds a buffer more than it lifted and mixes the places up: the exported
program writes to its input. Register the buffer in `__init__`.
"""

import torch

tags = {"torch.buffer", "torch.soundness", "python.side-effect"}
expect = {"nonstrict": "run: InputMutationDiffers"}


class Model(torch.nn.Module):
    def forward(self, x):
        if not hasattr(self, "positions"):
            self.register_buffer("positions", torch.arange(x.shape[-1]).float())
        return x + self.positions


class InInit(torch.nn.Module):
    """Register when the module is made; the size has to be known then."""

    def __init__(self):
        super().__init__()
        self.register_buffer("positions", torch.arange(4.0))

    def forward(self, x):
        return x + self.positions


model = Model()
rewrites = {"in __init__": InInit()}
example_args = (torch.randn(2, 4),)
more_args = [(torch.ones(2, 4),)]
