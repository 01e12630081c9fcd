"""Ask with `isinstance` whether `.item()` gave an int

Non-strict mode has a symbol in place of the number, which is no `int`, and goes the other way without a word. Strict
mode answers as for a number. The dtype of the tensor says beforehand what `.item()` gives.
"""

import torch

tags = {"python.builtin", "python.type-test", "torch.item"}
expect = {"nonstrict": "run: ValuesDiffer"}
near = ["python_builtins/isinstance_int_of_size", "python_builtins/type_is_tensor"]


class Model(torch.nn.Module):
    def forward(self, x, power):
        power = power.item()
        if isinstance(power, int):
            return x * power
        return x.sin() * power


class AsksForDtype(torch.nn.Module):
    """Ask for the dtype, which is known while tracing."""

    def forward(self, x, power):
        if not power.dtype.is_floating_point:
            return x * power.item()
        return x.sin() * power.item()


model = Model()
rewrites = {"dtype": AsksForDtype()}
example_args = (torch.randn(3), torch.tensor(2))
more_args = [(torch.ones(3), torch.tensor(-3))]
