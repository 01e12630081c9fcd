"""Ask whether the next class has a method: `hasattr(super(), ...)`

A cooperative mixin does not know what comes after it. Strict mode follows `super().method()` when the method exists,
and has no rule for asking whether it does: not `hasattr`, nor `getattr` with a default. Give the last class an empty
method.
"""

import torch

tags = {"python.class", "python.inheritance", "python.graph-break"}
expect = {"strict": "export: GB0150"}
near = ["classes/super_attribute_error", "classes/cooperative_mixins"]


class Statistics:
    def features(self, x):
        inherited = super().features(x) if hasattr(super(), "features") else []
        return [*inherited, x.mean(-1), x.amax(-1)]


class NoFeatures:
    def features(self, x):
        return []


class MoreStatistics(NoFeatures):
    def features(self, x):
        return [*super().features(x), x.mean(-1), x.amax(-1)]


class Model(Statistics, torch.nn.Module):
    def forward(self, x):
        return torch.stack(self.features(x))


class EmptyMethod(MoreStatistics, torch.nn.Module):
    """End the chain with a class whose method returns nothing."""

    def forward(self, x):
        return torch.stack(self.features(x))


model = Model()
rewrites = {"empty method": EmptyMethod()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
