"""The Jacobian of a function by `torch.func.jacfwd`

`jacfwd` is `jvp` under `vmap`, and the two nested transforms together are more than export can take apart: it fails
with an internal error. One `jvp` for each input direction gives the columns.
"""

import torch

tags = {"torch.func", "torch.autograd"}
expect = {"strict": "export: AttributeError", "nonstrict": "export: AttributeError"}
near = ["modules/tangent_by_jvp"]


def _residual(x):
    return x.cumsum(0).sin()


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.func.jacfwd(_residual)(x)


class Columns(torch.nn.Module):
    """Compute column by column in a Python loop; the graph grows with the number of inputs, which is then fixed."""

    def forward(self, x):
        directions = torch.eye(x.shape[0])
        columns = [torch.func.jvp(_residual, (x,), (direction.clone(),))[1] for direction in directions]
        return torch.stack(columns, -1)


model = Model()
rewrites = {"columns": Columns()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
