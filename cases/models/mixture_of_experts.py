"""A mixture of experts that visits only the experts that were chosen

The loop over the chosen experts goes as often as there are different ones, which depends on the data, and tracing
cannot unroll it. Loop over all experts: for one without tokens the rows are empty, and the sum is the same.
"""

import torch

tags = {"torch.dynamic-value", "python.control-flow", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
issues = ["huggingface/transformers#38518"]
near = ["models/mixture_of_dense_experts", "modules/adaptive_softmax", "modules/layer_chosen_by_tensor"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.router = torch.nn.Linear(4, 3)
        self.experts = torch.nn.ModuleList(torch.nn.Linear(4, 4) for _ in range(3))

    def forward(self, x):
        weight, chosen = self.router(x).softmax(-1).max(-1)
        out = torch.zeros_like(x)
        for expert in chosen.unique():
            rows = (chosen == expert).nonzero()[:, 0]
            out[rows] = self.experts[expert](x[rows]) * weight[rows, None]
        return out


class AllExperts(Model):
    """Visit every expert with its own rows; experts without rows cost a call on nothing."""

    def forward(self, x):
        weight, chosen = self.router(x).softmax(-1).max(-1)
        out = torch.zeros_like(x)
        for number, expert in enumerate(self.experts):
            (rows,) = (chosen == number).nonzero(as_tuple=True)
            out = out.index_add(0, rows, expert(x[rows]) * weight[rows, None])
        return out


def _all_experts():
    rewritten = AllExperts()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"all experts": _all_experts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": {0: torch.export.Dim("tokens")}}
more_args = [(torch.randn(8, 4),), (torch.randn(2, 4),)]
