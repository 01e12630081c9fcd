"""Objects with `@` or `~`

Of the operators that a class may define, strict mode has no rule for `@` and `~` on objects of one's own. A method with
a name is followed.
"""

import torch

tags = {"python.class", "python.operator-overloading", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["classes/arithmetic_operators", "classes/tensor_plus_object"]


class Rotation:
    def __init__(self, matrix):
        self.matrix = matrix

    def __matmul__(self, other):
        return Rotation(self.matrix @ other.matrix)

    def __invert__(self):
        return Rotation(self.matrix.mT)

    def after(self, other):
        return Rotation(self.matrix @ other.matrix)

    def inverse(self):
        return Rotation(self.matrix.mT)


class Model(torch.nn.Module):
    def forward(self, left, right):
        return (Rotation(left) @ ~Rotation(right)).matrix


class NamedMethods(torch.nn.Module):
    """Call methods instead of operators."""

    def forward(self, left, right):
        return Rotation(left).after(Rotation(right).inverse()).matrix


model = Model()
rewrites = {"methods": NamedMethods()}
example_args = (torch.eye(3), torch.randn(3, 3))
more_args = [(torch.ones(3, 3), torch.eye(3))]
