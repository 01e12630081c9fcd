"""Functions and bound methods kept in attributes

Lambdas, functions, partials, bound methods and objects with `__call__` that lie in attributes, lists or dicts of the
module are called by both modes like any other.
"""

import types

import torch

tags = {"python.class", "python.call", "python.closure"}
near = ["classes/method_bound_by_hand", "classes/no_grad_method_of_new_object"]


def _scaled(module, x):
    return x * module.factor


class Shift:
    def __init__(self, amount):
        self.amount = amount

    def __call__(self, x):
        return x + self.amount


class Model(torch.nn.Module):
    factor = 0.5

    def __init__(self):
        super().__init__()
        self.steps = {"scale": types.MethodType(_scaled, self), "shift": Shift(1.0), "own": self.doubled}
        self.final = lambda x: x.sin()

    def doubled(self, x):
        return x * 2

    def forward(self, x):
        for step in self.steps.values():
            x = step(x)
        return self.final(x)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
