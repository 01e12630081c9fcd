"""Call `locals()` before a variable that an inner function uses has its value

Strict mode builds the dict out of all variables, and reads the ones that inner functions and generator expressions use
with this function even before they are assigned. Here `known` itself is such a variable. Name the variables one by one.
"""

import torch

tags = {"python.builtin", "python.closure", "python.graph-break"}
expect = {"strict": "export: GB0091"}
near = ["python_builtins/locals_by_name"]


class Model(torch.nn.Module):
    def forward(self, x, scale, shift):
        known = locals()
        return sum(known[name] for name in ("x", "scale", "shift") if name in known)


class NamesThem(torch.nn.Module):
    """Put the variables into a dict by hand."""

    def forward(self, x, scale, shift):
        known = {"x": x, "scale": scale, "shift": shift}
        return sum(known[name] for name in ("x", "scale", "shift") if name in known)


model = Model()
rewrites = {"own dict": NamesThem()}
example_args = (torch.randn(3), torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.ones(3), torch.zeros(3))]
