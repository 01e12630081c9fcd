"""Import a module inside `forward`

An import that succeeds is followed by both modes: of a module of the standard library, of a submodule of torch, with
`as` and with `from`. Nothing of it is in the graph.
"""

import torch

tags = {"python.import"}
near = ["python_statements/import_with_fallback"]


class Model(torch.nn.Module):
    def forward(self, x):
        import math

        from torch.nn import functional as F

        return F.softplus(x) * math.tau


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
