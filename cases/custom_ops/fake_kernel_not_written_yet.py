"""A fake kernel that raises NotImplementedError

A fake kernel was registered as a placeholder. Both modes call it to learn the sizes of the result, and both stop at
its error, each with its own words. An operator without any fake kernel gets another code.
"""

import torch

tags = {"torch.custom-op", "python.exception"}
expect = {"strict": "export: GB0087", "nonstrict": "export: NotImplementedError"}


@torch.library.custom_op("exportdb_fake_missing::smooth", mutates_args=())
def smooth(x: torch.Tensor) -> torch.Tensor:
    return (x + x.roll(1)) / 2


@smooth.register_fake
def _(x):
    raise NotImplementedError("sizes of smooth")


@torch.library.custom_op("exportdb_fake_missing::smooth_with_fake", mutates_args=())
def smooth_with_fake(x: torch.Tensor) -> torch.Tensor:
    return (x + x.roll(1)) / 2


@smooth_with_fake.register_fake
def _(x):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def forward(self, x):
        return smooth(x) * 2


class WithFake(torch.nn.Module):
    """Write the fake kernel: a tensor of the right size, dtype and strides, without values."""

    def forward(self, x):
        return smooth_with_fake(x) * 2


model = Model()
rewrites = {"fake kernel": WithFake()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
