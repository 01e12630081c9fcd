"""`torch.cond` whose branches return different dtypes

What `cond` returns has one dtype, whichever branch ran. The product at the end hides the difference in eager mode.
"""

import torch

tags = {"torch.cond", "torch.dtype"}
expect = {"strict": "export: GB4315", "nonstrict": "export: GB4315"}
near = ["control_flow/cond_on_tensor", "control_flow_ops/while_loop_carry_changes_dtype"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        gate = cond(x.sum() > 0, lambda x: x > 0, lambda x: x.sigmoid(), (x,))
        return x * gate


class OneDtype(torch.nn.Module):
    """Convert inside the branch, so that both return what the input is."""

    def forward(self, x):
        gate = torch.cond(x.sum() > 0, lambda x: (x > 0).to(x.dtype), lambda x: x.sigmoid(), (x,))
        return x * gate


model = Model()
rewrites = {"one dtype": OneDtype()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
