"""Branch on the value of a tensor

`if` needs a Python bool, and the value of a tensor is not known while tracing. `torch.cond` keeps both sides in the
graph and chooses on each run.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = [
    "control_flow/branch_on_shape",
    "control_flow/select_by_where",
    "graph_breaks/match_on_tensor_value",
    "control_flow/cond_on_tensor",
    "control_flow/branch_on_bool_item",
    "control_flow/branch_on_float_item",
    "control_flow/branch_on_int_item",
]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.mean() > 0.5:
            return x.exp()
        return x.tanh()


class WithCond(torch.nn.Module):
    """Say both sides with `torch.cond`; they must return tensors of the same shape and dtype."""

    def forward(self, x):
        return torch.cond(x.mean() > 0.5, lambda x: x.exp(), lambda x: x.tanh(), (x,))


class WithWhere(torch.nn.Module):
    """Compute both sides and select with `torch.where`; it costs both, and either one must be safe to compute."""

    def forward(self, x):
        return torch.where(x.mean() > 0.5, x.exp(), x.tanh())


model = Model()
rewrites = {"torch.cond": WithCond(), "torch.where": WithWhere()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),), (-torch.ones(2, 3),)]
