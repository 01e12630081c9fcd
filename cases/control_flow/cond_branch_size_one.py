"""`torch.cond` with a branch of size one that is broadcast later

The result has a size that is known only at run time, and broadcasting has to be decided while tracing. Tracing
assumes that the size is not one, and the program refuses the inputs for which it is.
"""

import torch

tags = {"torch.cond", "torch.dynamic-shape", "torch.unbacked-size"}
expect = {
    "strict": "generalize: InputRefused, shapes: OverRestrictive",
    "nonstrict": "generalize: InputRefused, shapes: OverRestrictive",
}
near = ["control_flow/cond_branch_sizes_differ"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        return x - cond(x.sum() > 0, lambda x: x.mean(0, keepdim=True), lambda x: x * 0.5, (x,))


class OneSize(torch.nn.Module):
    """Spread it inside the branch, so that both return the full size."""

    def forward(self, x):
        return x - torch.cond(x.sum() > 0, lambda x: x.mean().expand_as(x).clone(), lambda x: x * 0.5, (x,))


model = Model()
rewrites = {"one size": OneSize()}
example_args = (torch.full((4,), -2.0),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
