"""Try a method of the next class and catch the AttributeError

Strict mode stops where `super()` finds nothing, instead of raising the AttributeError that the program catches. Non-
strict mode runs it as Python does.
"""

import torch

tags = {"python.class", "python.inheritance", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB0113"}
near = ["classes/super_may_lack_method"]


class Residual:
    def transform(self, x):
        try:
            return x + super().transform(x)
        except AttributeError:
            return x


class Identity:
    def transform(self, x):
        return x * 0


class ResidualOnIdentity(Identity):
    def transform(self, x):
        return x + super().transform(x)


class Model(Residual, torch.nn.Module):
    def forward(self, x):
        return self.transform(x).sin()


class LastClass(ResidualOnIdentity, torch.nn.Module):
    """End the chain with a class that has the method."""

    def forward(self, x):
        return self.transform(x).sin()


model = Model()
rewrites = {"last class": LastClass()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
