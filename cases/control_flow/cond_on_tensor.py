"""`torch.cond` with a one-element tensor as predicate

Both branches are traced and kept; the predicate is computed and looked at on each run.
"""

import torch

tags = {"torch.cond", "torch.dynamic-value"}
near = [
    "control_flow/branch_on_tensor_value",
    "control_flow/cond_predicate_many_elements",
    "control_flow/cond_branch_dtypes_differ",
    "control_flow/cond_branch_arity",
    "control_flow/cond_predicate_number",
    "control_flow/cond_on_constant",
]


class Model(torch.nn.Module):
    def forward(self, x, limit):
        return torch.cond(x.abs().amax() > limit, lambda x, limit: x / limit, lambda x, limit: x * limit, (x, limit))


model = Model()
example_args = (torch.randn(2, 3), torch.tensor(1.0))
more_args = [(torch.ones(2, 3), torch.tensor(0.5)), (torch.ones(2, 3), torch.tensor(2.0))]
