"""`einsum` with an ellipsis and dynamic sizes

The equation is a string, read while tracing; `run_decompositions()` turns it into permutations and a batched matrix
product. Both modes export it, and all sizes stay dynamic.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-dynamic"}
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def forward(self, queries, keys):
        return torch.einsum("b...qd,b...kd->b...qk", queries, keys)


_dynamic = {0: torch.export.Dim.DYNAMIC, 2: torch.export.Dim.DYNAMIC}
model = Model()
example_args = (torch.randn(2, 3, 5, 4), torch.randn(2, 3, 6, 4))
dynamic_shapes = {"queries": _dynamic, "keys": _dynamic}
more_args = [(torch.randn(4, 3, 7, 4), torch.randn(4, 3, 2, 4))]
