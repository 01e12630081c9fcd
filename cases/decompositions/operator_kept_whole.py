"""Keep one operator whole that the default table decomposes

A backend with a kernel of its own for attention wants it as one call. The default table can be changed like a dict:
with the operator taken out, everything else is decomposed and attention stays.
"""

import torch

tags = {"torch.decomposition", "torch.attention"}
near = ["decompositions/default_table", "decompositions/custom_table"]
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(4, 12)

    def forward(self, x):
        q, k, v = self.project(x).unflatten(-1, (3, 4)).unbind(-2)
        return torch.nn.functional.scaled_dot_product_attention(q, k, v)


model = Model()
example_args = (torch.randn(2, 5, 4),)
decomp_table = torch.export.default_decompositions()
decomp_table.pop(torch.ops.aten.scaled_dot_product_attention.default)
more_args = [(torch.zeros(2, 5, 4),)]
