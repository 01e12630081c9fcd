"""Branch on a size that depends on the data

How many elements a mask selects is a symbol that has a value only at run time, so Python cannot branch on it. A
program that needs no branch is the best way out.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/nonzero_rows", "data_dependent/guard_or_false_on_empty"]


class Model(torch.nn.Module):
    def forward(self, x):
        chosen = x[x > 0]
        if chosen.numel() == 0:
            return x.sum() * 0
        return chosen.sum() / chosen.numel()


class Divides(torch.nn.Module):
    """Let the arithmetic handle the empty choice: its sum is 0, and the divisor is at least 1."""

    def forward(self, x):
        chosen = x > 0
        return (x * chosen).sum() / chosen.sum().clamp(min=1)


model = Model()
rewrites = {"no branch": Divides()}
example_args = (torch.tensor([1.0, -2.0, 4.0]),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]
