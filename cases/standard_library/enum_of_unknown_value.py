"""Look up an enum member by a value that does not exist

The lookup of a member that exists is followed by both modes. For one that does not, strict mode lets the ValueError out
of the tracer, although the program catches it. Ask for the value before the lookup.
"""

import enum

import torch

tags = {"python.enum", "python.exception"}
expect = {"strict": "export: ValueError"}
near = ["standard_library/enum_members"]


class Activation(enum.Enum):
    RELU = "relu"
    TANH = "tanh"


class Model(torch.nn.Module):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def forward(self, x):
        try:
            activation = Activation(self.name)
        except ValueError:
            activation = Activation.RELU
        return x.tanh() if activation is Activation.TANH else x.relu()


class AsksFirst(torch.nn.Module):
    """Compare with the values of the members first."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def forward(self, x):
        known = self.name in [member.value for member in Activation]
        activation = Activation(self.name) if known else Activation.RELU
        return x.tanh() if activation is Activation.TANH else x.relu()


model = Model("swish")
rewrites = {"ask first": AsksFirst("swish")}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
