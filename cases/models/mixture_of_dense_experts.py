"""A mixture that runs every expert on every token

Weights of all experts lie in one tensor, a batched product runs them all, and the router's weights are zero for those
that were not chosen. No size depends on the data, so this form also suits backends without such sizes.
"""

import torch

tags = {"torch.dynamic-value", "torch.static-shape"}
near = ["models/mixture_of_experts"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.router = torch.nn.Linear(4, 3)
        self.weight = torch.nn.Parameter(torch.randn(3, 4, 4) / 2)

    def forward(self, x):
        best = self.router(x).softmax(-1).topk(2, dim=-1)
        share = torch.zeros(x.shape[0], 3).scatter(1, best.indices, best.values)
        each = torch.einsum("td,edf->tef", x, self.weight).relu()
        return (each * share[:, :, None]).sum(1)


model = Model()
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": {0: torch.export.Dim("tokens")}}
more_args = [(torch.randn(9, 4),), (torch.randn(2, 4),)]
