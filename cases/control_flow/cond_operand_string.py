"""`torch.cond` with an operand that is a string

"""

import torch

tags = {"torch.cond"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(
            x.sum() > 0,
            lambda x, rounding: torch.div(x, 2, rounding_mode=rounding),
            lambda x, rounding: torch.div(x, 3, rounding_mode=rounding),
            (x, "floor"),
        )


class Bound(torch.nn.Module):
    """Let the branches close over the string; it is a constant for both."""

    def forward(self, x):
        rounding = "floor"
        return torch.cond(
            x.sum() > 0,
            lambda x: torch.div(x, 2, rounding_mode=rounding),
            lambda x: torch.div(x, 3, rounding_mode=rounding),
            (x,),
        )


model = Model()
rewrites = {"closure": Bound()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
