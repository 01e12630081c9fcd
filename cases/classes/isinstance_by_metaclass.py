"""Ask with `isinstance` for a class whose metaclass defines `__instancecheck__`

Python calls `__instancecheck__`, which here accepts all that has a `dim`. Strict mode goes by the class of the tensor
alone and takes the other branch without an error; the exported program is wrong. Non-strict mode asks Python. Call a
function of your own instead.
"""

import torch

tags = {"python.metaclass", "python.type-test", "torch.soundness"}
expect = {"strict": "run: ValuesDiffer"}
near = ["classes/metaclass_attributes", "python_builtins/isinstance_of_inputs"]


class HasDim(type):
    def __instancecheck__(cls, value):
        return hasattr(value, "dim")


class ArrayLike(metaclass=HasDim):
    pass


class Model(torch.nn.Module):
    def forward(self, x):
        return x.sin() if isinstance(x, ArrayLike) else x + 1


def _is_array(value):
    return hasattr(value, "dim")


class Function(torch.nn.Module):
    """Ask by a plain function."""

    def forward(self, x):
        return x.sin() if _is_array(x) else x + 1


model = Model()
rewrites = {"function": Function()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
