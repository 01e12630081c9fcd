"""A custom operator without a fake kernel

Tracing cannot know what shape and dtype the operator returns. Registering a fake kernel that says so is enough; the
operator's real code stays as it is.
"""

import torch

tags = {"torch.custom-op"}
expect = {"strict": "export: GB4315", "nonstrict": "export: RuntimeError"}
near = ["custom_ops/with_fake_kernel"]


@torch.library.custom_op("exportdb_without_fake::row_norms", mutates_args=())
def row_norms(x: torch.Tensor) -> torch.Tensor:
    return x.square().sum(1).sqrt()


@torch.library.custom_op("exportdb_without_fake::row_norms_described", mutates_args=())
def row_norms_described(x: torch.Tensor) -> torch.Tensor:
    return row_norms(x)


@row_norms_described.register_fake
def _(x):
    return x.new_empty(x.shape[0])


class Model(torch.nn.Module):
    def forward(self, x):
        return x / row_norms(x + 1).unsqueeze(1)


class WithFake(torch.nn.Module):
    """The same operator with a fake kernel; the two must not contradict one another, which nothing checks."""

    def forward(self, x):
        return x / row_norms_described(x + 1).unsqueeze(1)


model = Model()
rewrites = {"register_fake": WithFake()}
example_args = (torch.rand(3, 4),)
more_args = [(torch.ones(3, 4),)]
