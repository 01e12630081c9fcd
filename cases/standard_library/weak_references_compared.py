"""Compare two weak references with `==`

Weak references are equal when the objects behind them are. Strict mode follows a reference to its object, and has no
rule for comparing references. Non-strict mode compares. Compare the objects.
"""

import weakref

import torch

tags = {"python.object-identity", "python.class", "python.graph-break"}
expect = {"strict": "export: GB4608"}


class Settings:
    scale = 2.0


_old, _new = Settings(), Settings()
_reference_to_old, _reference_to_new = weakref.ref(_old), weakref.ref(_new)


class Model(torch.nn.Module):
    def forward(self, x):
        return x if _reference_to_old == _reference_to_new else x * _reference_to_new().scale


class ComparesObjects(torch.nn.Module):
    """Follow both and ask `is`; two references whose objects are gone are then the same."""

    def forward(self, x):
        return x if _reference_to_old() is _reference_to_new() else x * _reference_to_new().scale


model = Model()
rewrites = {"compare objects": ComparesObjects()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
