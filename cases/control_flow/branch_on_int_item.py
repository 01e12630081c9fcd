"""Branch on an int that was read out of a tensor

Tracing has a symbol for the number, and no value to compare: each side of the `if` would be another graph.
`torch.cond` takes the comparison of the tensor, and holds both sides.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = [
    "control_flow/branch_on_tensor_value",
    "control_flow/branch_on_float_item",
    "control_flow/branch_on_bool_item",
    "data_dependent/validated_item",
]


class Model(torch.nn.Module):
    def forward(self, x, step):
        if step.item() > 100:
            return x * 0.1
        return x.tanh()


class WithCond(torch.nn.Module):
    """Compare the tensor."""

    def forward(self, x, step):
        return torch.cond(step > 100, lambda x: x * 0.1, lambda x: x.tanh(), (x,))


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(4), torch.tensor(7))
more_args = [(torch.randn(4), torch.tensor(500))]
