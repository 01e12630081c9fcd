"""Read a property of the base class with `super().scale`

Strict mode finds methods and constants through `super()`. For a property it takes the property object itself instead of
its value, and `property * 3` raises. Let the property call a method, and override that.
"""

import torch

tags = {"python.class", "python.property", "python.inheritance", "python.graph-break"}
expect = {"strict": "export: GB0088"}
near = ["classes/properties_and_descriptors", "classes/cooperative_mixins"]


class Base(torch.nn.Module):
    @property
    def scale(self):
        return self.default_scale()

    def default_scale(self):
        return 0.5


class Model(Base):
    @property
    def scale(self):
        return super().scale * 3

    def forward(self, x):
        return x * self.scale


class CallsMethod(Base):
    """Let the property call a method, and override that."""

    def default_scale(self):
        return super().default_scale() * 3

    def forward(self, x):
        return x * self.scale


model = Model()
rewrites = {"method": CallsMethod()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
