"""A fake kernel that promises another size

Nothing compares the two kernels. What the program does with sizes uses the promise, so a mean is divided by the wrong
count: the exported program is silently wrong. `torch.library.opcheck` compares them, in a test.
"""

import torch

tags = {"torch.custom-op"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "run: ValuesDiffer"}
near = ["custom_ops/fake_kernel_wrong_dtype", "custom_ops/fake_kernel_wrong_strides", "custom_ops/with_fake_kernel"]


@torch.library.custom_op("exportdb_wrong_size::pairs", mutates_args=())
def pairs(x: torch.Tensor) -> torch.Tensor:
    return x[:-1] * x[1:]


@pairs.register_fake
def _(x):
    return torch.empty_like(x)


@torch.library.custom_op("exportdb_wrong_size::pairs_right", mutates_args=())
def pairs_right(x: torch.Tensor) -> torch.Tensor:
    return x[:-1] * x[1:]


@pairs_right.register_fake
def _(x):
    return x.new_empty(x.shape[0] - 1)


class Model(torch.nn.Module):
    def forward(self, x):
        y = pairs(x)
        return y.sum() / y.shape[0]


class Right(torch.nn.Module):
    """Say the true size."""

    def forward(self, x):
        y = pairs_right(x)
        return y.sum() / y.shape[0]


model = Model()
rewrites = {"true size": Right()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
