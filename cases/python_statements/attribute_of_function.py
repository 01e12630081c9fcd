"""Keep state in an attribute of a function

Strict mode can read an attribute of a function and cannot set one. Non-strict mode sets it while tracing, once; the
exported program never touches it. A closure or an attribute of the module is followed by both modes, and is frozen just
the same.
"""

import torch

tags = {"python.side-effect", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB0467"}
near = ["python_statements/nonlocal_counter"]


def _warm_up(x):
    _warm_up.rounds = 3
    for step in range(_warm_up.rounds):
        x = x * (step + 1) / _warm_up.rounds
    return x


class Model(torch.nn.Module):
    def forward(self, x):
        return _warm_up(x) + _warm_up.rounds


class KeptInModule(torch.nn.Module):
    """Keep the number in the module, and hand it to what needs it."""

    def __init__(self):
        super().__init__()
        self.rounds = 3

    def forward(self, x):
        for step in range(self.rounds):
            x = x * (step + 1) / self.rounds
        return x + self.rounds


model = Model()
rewrites = {"attribute of the module": KeptInModule()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
