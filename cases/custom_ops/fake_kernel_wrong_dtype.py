"""A fake kernel that promises another dtype

The promise decides what a conversion has to do: `.to` a dtype that is there already is dropped, with an assertion in
its place. At run time the true dtype comes, and the assertion fails.
"""

import torch

tags = {"torch.custom-op", "torch.dtype"}
expect = {"strict": "run: RuntimeError", "nonstrict": "run: RuntimeError"}
near = ["custom_ops/fake_kernel_wrong_size"]


@torch.library.custom_op("exportdb_wrong_dtype::ranks", mutates_args=())
def ranks(x: torch.Tensor) -> torch.Tensor:
    return x.argsort().argsort()


@ranks.register_fake
def _(x):
    return torch.empty_like(x)


@torch.library.custom_op("exportdb_wrong_dtype::ranks_right", mutates_args=())
def ranks_right(x: torch.Tensor) -> torch.Tensor:
    return x.argsort().argsort()


@ranks_right.register_fake
def _(x):
    return torch.empty_like(x, dtype=torch.int64)


class Model(torch.nn.Module):
    def forward(self, x):
        return ranks(x).to(torch.float32) // 2


class Right(torch.nn.Module):
    """Say the true dtype."""

    def forward(self, x):
        return ranks_right(x).to(torch.float32) // 2


model = Model()
rewrites = {"true dtype": Right()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
