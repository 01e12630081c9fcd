"""Loop until a float that was read out of a tensor is small

The number of rounds depends on values, and so does each test. `while_loop` takes test and body as functions of tensors;
what was a Python number becomes a tensor of one element that is carried along or computed from what is.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"python.control-flow", "torch.dynamic-value", "torch.item", "torch.while-loop"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["control_flow/while_on_tensor_value", "control_flow/branch_on_float_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        error = x.abs().amax().item()
        while error > 1.0:
            x = x / 2
            error = x.abs().amax().item()
        return x


class WithWhileLoop(torch.nn.Module):
    """Compute the error in the test."""

    def forward(self, x):
        return while_loop(lambda x: x.abs().amax() > 1.0, lambda x: (x / 2,), (x.clone(),))[0]


model = Model()
rewrites = {"while_loop": WithWhileLoop()}
example_args = (torch.full((4,), 8.0),)
more_args = [(torch.full((4,), 100.0),), (torch.zeros(4),)]
