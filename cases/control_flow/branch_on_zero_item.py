"""Divide by the largest value unless it is zero, read out by `.item()`

Whether an unknown float is zero cannot be told while tracing. Where the result is the same for a divisor of 1, choose
the divisor with `torch.where`, and no branch is left.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/scale_unless_constant", "control_flow/branch_on_float_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        peak = x.abs().amax().item()
        if peak == 0.0:
            return x.clone()
        return x / peak


class SafeDivisor(torch.nn.Module):
    """Divide by 1 where the peak is zero; all values are zero then."""

    def forward(self, x):
        peak = x.abs().amax()
        return x / torch.where(peak == 0.0, 1.0, peak)


model = Model()
rewrites = {"torch.where": SafeDivisor()}
example_args = (torch.tensor([0.5, -2.0, 1.0]),)
more_args = [(torch.zeros(3),), (torch.ones(3),)]
