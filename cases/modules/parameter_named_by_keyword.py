"""A parameter whose name is a Python keyword

Containers allow any string for a key, so a parameter may be called `in`. Export returns a program, and its generated
code says `self.gates.in`, which is no Python: the program cannot even be called. Choose another key.
"""

import torch

tags = {"torch.parameter", "torch.module-container"}
expect = {"strict": "run: SyntaxError", "nonstrict": "run: SyntaxError"}
near = ["modules/parameter_containers"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.gates = torch.nn.ParameterDict({"in": torch.full((3,), 2.0), "out": torch.full((3,), 0.5)})

    def forward(self, x):
        return (x * self.gates["in"]).relu() * self.gates["out"]


class OtherKeys(torch.nn.Module):
    """Name the parameters otherwise; checkpoints with the old names have to be renamed on loading."""

    def __init__(self):
        super().__init__()
        self.gates = torch.nn.ParameterDict({"gate_in": torch.full((3,), 2.0), "gate_out": torch.full((3,), 0.5)})

    def forward(self, x):
        return (x * self.gates["gate_in"]).relu() * self.gates["gate_out"]


model = Model()
rewrites = {"other keys": OtherKeys()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
