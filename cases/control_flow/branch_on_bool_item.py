"""Branch on a bool that was read out of a tensor

`if finished.item():` and `if finished:` come to the same: a value is asked for. A flag that comes as a tensor is a
predicate of `torch.cond` as it stands; one that never changes for a deployed model had better be a Python bool.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["control_flow/branch_on_tensor_value", "data_dependent/check_of_bool_item", "control_flow/branch_on_int_item"]


class Model(torch.nn.Module):
    def forward(self, x, finished):
        if finished.item():
            return x * 0
        return x.relu() + 1


class WithCond(torch.nn.Module):
    """Give the flag to `torch.cond`."""

    def forward(self, x, finished):
        return torch.cond(finished, lambda x: x * 0, lambda x: x.relu() + 1, (x,))


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(4), torch.tensor(False))
more_args = [(torch.randn(4), torch.tensor(True))]
