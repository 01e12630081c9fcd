"""Call a builtin that strict mode cannot follow: `eval`

Strict mode reads bytecode, and `eval` makes bytecode that it has not seen; `exec`, `open`, `globals` and `dir` are
refused alike. Non-strict mode runs the builtin as Python does and records the operators that it leads to.
"""

import torch

tags = {"python.builtin", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["graph_breaks/format_of_shape"]


class Model(torch.nn.Module):
    def __init__(self, formula):
        super().__init__()
        self.formula = formula

    def forward(self, x):
        return eval(self.formula, {"torch": torch, "x": x})


class Compiled(torch.nn.Module):
    """Evaluate the text once, in `__init__`, to a function; the formula is then fixed for the life of the module."""

    def __init__(self, formula):
        super().__init__()
        self.function = eval(f"lambda x: {formula}", {"torch": torch})

    def forward(self, x):
        return self.function(x)


model = Model("torch.sin(x) * x + 1")
rewrites = {"evaluate in __init__": Compiled("torch.sin(x) * x + 1")}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
