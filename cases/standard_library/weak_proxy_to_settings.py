"""Read settings through a `weakref.proxy`

Making a proxy is a C function that strict mode does not follow, unlike `weakref.ref`, which has to be called to get at
the object.
"""

import weakref

import torch

tags = {"python.attribute", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/weak_reference_to_settings"]


class Settings:
    def __init__(self, scale):
        self.scale = scale


_settings = Settings(0.5)


class Model(torch.nn.Module):
    def forward(self, x):
        settings = weakref.proxy(_settings)
        return x * settings.scale


class WithReference(torch.nn.Module):
    """Make a reference and call it."""

    def forward(self, x):
        settings = weakref.ref(_settings)
        return x * settings().scale


model = Model()
rewrites = {"weakref.ref": WithReference()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
