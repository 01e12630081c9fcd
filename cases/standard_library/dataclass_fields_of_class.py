"""Loop over the fields of a dataclass by its class

`dataclasses.fields` takes the class or an object of it. Strict mode follows the call with an object, and refuses it
with the class. Non-strict mode takes both. Hand in the object.
"""

import dataclasses

import torch

tags = {"python.dataclass", "python.graph-break"}
expect = {"strict": "export: GB0180"}


@dataclasses.dataclass
class Weights:
    low: float = 0.5
    high: float = 2.0


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = Weights()

    def forward(self, x):
        return sum(x * getattr(self.weights, field.name) for field in dataclasses.fields(Weights))


class FieldsOfObject(Model):
    """Hand in the object whose fields are read."""

    def forward(self, x):
        return sum(x * getattr(self.weights, field.name) for field in dataclasses.fields(self.weights))


model = Model()
rewrites = {"fields of the object": FieldsOfObject()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
