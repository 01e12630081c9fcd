"""Give a dict of tensors to a function marked `assume_constant_result`

The function runs while tracing and its result becomes a constant. For that strict mode has to make true arguments of
its stand-ins, which it can for a tensor and for constants, and not for a dict with tensors in it. Non-strict mode has
the arguments. Hand over what the answer depends on.
"""

import torch

tags = {"torch.compile", "python.data-structure", "python.decorator", "python.graph-break"}
expect = {"strict": "export: GB2520"}


@torch.compiler.assume_constant_result
def _weight_of(names):
    return 1.0 / len(list(names))


class Model(torch.nn.Module):
    def forward(self, x):
        views = {"plain": x, "flipped": x.flip(0)}
        return sum(views.values()) * _weight_of(views)


class NamesOnly(torch.nn.Module):
    """Hand over the names alone, which are constants."""

    def forward(self, x):
        views = {"plain": x, "flipped": x.flip(0)}
        return sum(views.values()) * _weight_of(tuple(views))


model = Model()
rewrites = {"names only": NamesOnly()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
