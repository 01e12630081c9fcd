"""Move a tensor to shared memory with `share_memory_`

Where a tensor lies for other processes is nothing that a graph says. Strict mode refuses the method; non-strict mode
calls it on a tensor without memory, which fails. The numbers are the same without it.
"""

import torch

tags = {"torch.mutation", "torch.device", "python.graph-break"}
expect = {"strict": "export: GB0117", "nonstrict": "export: RuntimeError"}


class Model(torch.nn.Module):
    def forward(self, x):
        features = x.relu()
        features.share_memory_()
        return features * 2


class CallerShares(torch.nn.Module):
    """Return the tensor; who hands it to another process shares it."""

    def forward(self, x):
        return x.relu() * 2


model = Model()
rewrites = {"left to the caller": CallerShares()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
