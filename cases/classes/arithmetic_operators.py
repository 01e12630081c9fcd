"""Objects with `+`, `*`, `-`, `[]`, `len`, `in` and a truth value

Both modes follow the operators of a class: with objects and numbers on either side, in place, for indexing, length,
containment and truth. What they do to tensors inside is recorded.
"""

import torch

tags = {"python.class", "python.operator-overloading"}
near = ["classes/tensor_plus_object", "classes/matmul_operator", "classes/truth_of_tensor_holder"]


class Vector:
    def __init__(self, parts):
        self.parts = parts

    def __add__(self, other):
        return Vector([left + right for left, right in zip(self, other)])

    def __iadd__(self, number):
        self.parts = [part + number for part in self.parts]
        return self

    def __rmul__(self, number):
        return Vector([number * part for part in self.parts])

    def __neg__(self):
        return -1 * self

    def __getitem__(self, index):
        return self.parts[index]

    def __setitem__(self, index, value):
        self.parts[index] = value

    def __iter__(self):
        return iter(self.parts)

    def __len__(self):
        return len(self.parts)

    def __contains__(self, part):
        return any(part is own for own in self.parts)

    def __bool__(self):
        return len(self) > 0


class Model(torch.nn.Module):
    def forward(self, x, y):
        vector = Vector([x, y])
        total = vector + (-(2.0 * vector))
        total += 1
        total[0] = total[0] * len(total)
        return torch.stack(list(total)) if x in vector and total else x


model = Model()
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
