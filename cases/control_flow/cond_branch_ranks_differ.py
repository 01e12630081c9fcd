"""`torch.cond` whose branches return different numbers of dimensions

What `cond` returns has one rank, whichever branch ran. Broadcasting at the end hides the difference in eager mode.
"""

import torch

tags = {"torch.cond", "torch.static-shape"}
expect = {"strict": "export: GB4315", "nonstrict": "export: GB4315"}
near = ["control_flow/cond_branch_sizes_differ"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        return x - cond(x.sum() > 0, lambda x: x.mean(), lambda x: x * 0.5, (x,))


class OneRank(torch.nn.Module):
    """Spread the scalar over the full shape inside its branch; it then takes as much memory as the other one."""

    def forward(self, x):
        return x - torch.cond(x.sum() > 0, lambda x: x.mean().expand_as(x).clone(), lambda x: x * 0.5, (x,))


model = Model()
rewrites = {"one rank": OneRank()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
