"""Decompose one operator with a table of one's own

A table maps an operator to a function that says it in other operators. Only what is in it is decomposed; here silu
becomes a product with a sigmoid, and all else stays.
"""

import torch

tags = {"torch.decomposition"}
near = [
    "decompositions/default_table",
    "decompositions/get_decompositions",
    "custom_ops/own_decomposition",
    "decompositions/operator_kept_whole",
]


def silu_by_sigmoid(x):
    return x * torch.sigmoid(x)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(3, 5)

    def forward(self, x):
        return torch.nn.functional.silu(self.project(x))


model = Model()
example_args = (torch.randn(2, 3),)
decomp_table = {torch.ops.aten.silu.default: silu_by_sigmoid}
more_args = [(torch.zeros(2, 3),)]
