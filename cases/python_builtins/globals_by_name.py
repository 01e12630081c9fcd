"""Find a function by name with `globals()`

Strict mode has no `globals()`: it would be the dict of all that the file defines. Non-strict mode calls it while
tracing. A dict of one's own names the candidates, and both modes look into it.
"""

import torch

tags = {"python.builtin", "python.global", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["python_builtins/locals_by_name"]


def _gate_soft(x):
    return x * x.sigmoid()


def _gate_hard(x):
    return x * (x > 0)


class Model(torch.nn.Module):
    def __init__(self, gate):
        super().__init__()
        self.gate = gate

    def forward(self, x):
        return globals()[f"_gate_{self.gate}"](x)


class OwnDict(torch.nn.Module):
    """List the functions in a dict; what is not listed cannot be chosen."""

    gates = {"soft": _gate_soft, "hard": _gate_hard}

    def __init__(self, gate):
        super().__init__()
        self.gate = gate

    def forward(self, x):
        return self.gates[self.gate](x)


model = Model("soft")
rewrites = {"own dict": OwnDict("soft")}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
