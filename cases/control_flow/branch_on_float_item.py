"""Branch on a float that was read out of a tensor

`.item()` gives a Python number in eager mode and an unknown float while tracing, and `if` has to know how it compares.
The tensor itself says the same: compare it, and let `torch.cond` or `torch.where` choose.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = [
    "control_flow/branch_on_tensor_value",
    "control_flow/branch_on_int_item",
    "control_flow/branch_on_zero_item",
    "control_flow/while_on_float_item",
]


class Model(torch.nn.Module):
    def forward(self, x):
        confidence = x.softmax(-1).amax().item()
        if confidence > 0.5:
            return x
        return x / 2


class WithCond(torch.nn.Module):
    """Leave the number in its tensor and hand the comparison to `torch.cond`."""

    def forward(self, x):
        confidence = x.softmax(-1).amax()
        return torch.cond(confidence > 0.5, lambda x: x.clone(), lambda x: x / 2, (x,))


class WithWhere(torch.nn.Module):
    """Select the factor, which costs nothing here."""

    def forward(self, x):
        confidence = x.softmax(-1).amax()
        return x * torch.where(confidence > 0.5, 1.0, 0.5)


model = Model()
rewrites = {"torch.cond": WithCond(), "torch.where": WithWhere()}
example_args = (torch.tensor([[3.0, 0.0, 0.0], [0.0, 0.5, 0.0]]),)
more_args = [(torch.zeros(2, 3),)]
