"""A fake kernel that promises another memory layout

`empty_like` keeps the strides of a transposed input, and the real kernel returns a contiguous tensor. `reshape` picks
by the promise whether a view will do. Decomposition writes the view into the graph, which the true strides do not
allow.
"""

import torch

tags = {"torch.custom-op"}
expect = {
    "strict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
    "nonstrict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
}
near = ["custom_ops/fake_kernel_wrong_size"]


@torch.library.custom_op("exportdb_wrong_strides::cube", mutates_args=())
def cube(x: torch.Tensor) -> torch.Tensor:
    return x.contiguous() ** 3


@cube.register_fake
def _(x):
    return torch.empty_like(x)


@torch.library.custom_op("exportdb_wrong_strides::cube_right", mutates_args=())
def cube_right(x: torch.Tensor) -> torch.Tensor:
    return x.contiguous() ** 3


@cube_right.register_fake
def _(x):
    return x.new_empty(x.shape)


class Model(torch.nn.Module):
    def forward(self, x):
        return cube(x.t()).t().reshape(-1)


class Right(torch.nn.Module):
    """Say the true layout."""

    def forward(self, x):
        return cube_right(x.t()).t().reshape(-1)


model = Model()
rewrites = {"true layout": Right()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
