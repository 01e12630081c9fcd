"""Give a tensor the size of another one with `resize_as_`

Strict mode refuses the methods that change the size of a tensor, as other names may refer to it. Non-strict mode keeps
the call in the graph, and `run_decompositions()` fails where it gives the tensor other memory. `zeros_like` makes the
tensor in the right size from the start.
"""

import torch

tags = {"torch.mutation", "torch.static-shape", "torch.decomposition", "python.graph-break"}
expect = {"strict": "export: GB0127", "nonstrict": "decompose: RuntimeError"}
near = ["views_and_memory/storage_of_other_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        padded = torch.empty(0)
        padded.resize_as_(x)
        padded.zero_()
        padded[1:] = x[:-1]
        return padded


class ZerosLike(torch.nn.Module):
    """Make it once, in the right size."""

    def forward(self, x):
        padded = torch.zeros_like(x)
        padded[1:] = x[:-1]
        return padded


model = Model()
rewrites = {"zeros_like": ZerosLike()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
