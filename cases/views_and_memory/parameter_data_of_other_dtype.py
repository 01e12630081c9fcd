"""Give a parameter data of another dtype through `.data`

Strict mode follows an assignment to `.data` as long as the dtype stays. Non-strict mode leaves a stand-in without
values in the module and stops over it. Cast where the weight is used, or before export.
"""

import torch

tags = {"torch.tensor-data", "torch.parameter", "torch.dtype", "python.graph-break"}
expect = {"strict": "export: GB0220", "nonstrict": "export: RuntimeError"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        self.weight.data = self.weight.data.double()
        return x.double() * self.weight


class CastWhereUsed(Model):
    """Cast on each call; the parameter keeps its dtype."""

    def forward(self, x):
        return x.double() * self.weight.double()


model = Model()
rewrites = {"cast where used": CastWhereUsed()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
