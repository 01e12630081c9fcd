"""Objects that compare by `__eq__`, `__lt__` and `functools.total_ordering`

Comparison operators of a class are followed by both modes, and so is `in` for a list, which calls `__eq__`. It is only
as keys of dicts and members of sets that strict mode compares by identity.
"""

import functools

import torch

tags = {"python.class", "python.operator-overloading"}
near = ["classes/key_with_own_hash"]


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = [int(part) for part in text.split(".")]

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


class Model(torch.nn.Module):
    def __init__(self, version):
        super().__init__()
        self.version = version

    def forward(self, x):
        version = Version(self.version)
        if version >= Version("1.10") and version in [Version("2.0"), Version("2.1")]:
            return torch.nn.functional.gelu(x)
        return x.relu()


model = Model("2.1")
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
