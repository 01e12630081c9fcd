"""Take the logarithm of a dynamic size with `math.log2`

Non-strict mode needs a true number for a function in C and so fixes the size, against the spec. Strict mode makes a
symbol of the logarithm, which the checks of the exported program then do not accept. A tensor made from the size is
computed with in the graph.
"""

import math

import torch

tags = {"python.call", "torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: SpecViolationError", "nonstrict": "export: UserError"}
near = ["standard_library/math_on_sizes"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / math.log2(x.shape[0])


class SizeAsTensor(torch.nn.Module):
    """Make a tensor of the size and take its logarithm, in the precision of the tensor."""

    def forward(self, x):
        return x / torch.full((), x.shape[0], dtype=x.dtype).log2()


model = Model()
rewrites = {"size as tensor": SizeAsTensor()}
example_args = (torch.randn(4),)
dynamic_shapes = {"x": {0: torch.export.Dim("length", min=2)}}
more_args = [(torch.ones(2),), (torch.ones(9),)]
