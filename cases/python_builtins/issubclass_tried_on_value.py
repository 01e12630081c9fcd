"""Try `issubclass` on what may be a class or a tensor

`issubclass` raises a TypeError when its first argument is no class, and the program catches that. Strict mode refuses
the call for a tensor before it comes to the exception. Non-strict mode raises and catches. Ask first whether it is a
class.
"""

import torch

tags = {"python.type-test", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB4393"}


def _made(layer, x):
    try:
        return layer()(x) if issubclass(layer, torch.nn.Module) else layer(x)
    except TypeError:
        return layer * x


class Model(torch.nn.Module):
    def forward(self, x):
        return _made(x.exp(), x)


def _made_by_type(layer, x):
    if not isinstance(layer, type):
        return layer * x
    return layer()(x) if issubclass(layer, torch.nn.Module) else layer(x)


class AsksFirst(torch.nn.Module):
    """Ask `isinstance(layer, type)` first; a TypeError from inside a layer is no longer swallowed either."""

    def forward(self, x):
        return _made_by_type(x.exp(), x)


model = Model()
rewrites = {"isinstance first": AsksFirst()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
