"""A custom operator with a fake kernel

Tracing has no data, so it calls the fake kernel, which gives an empty tensor of the right shape and dtype. The
operator stays in the graph as one node, and running the exported program calls its real code.
"""

import torch

tags = {"torch.custom-op"}
near = [
    "custom_ops/without_fake_kernel",
    "custom_ops/mutates_its_input",
    "custom_ops/size_depends_on_data",
    "custom_ops/fake_kernel_wrong_size",
    "custom_ops/triton_kernel",
]


@torch.library.custom_op("exportdb_with_fake::soft_clip", mutates_args=())
def soft_clip(x: torch.Tensor, limit: float) -> torch.Tensor:
    return limit * torch.tanh(x / limit)


@soft_clip.register_fake
def _(x, limit):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def forward(self, x):
        return soft_clip(x.exp(), 2.0).log()


model = Model()
example_args = (torch.randn(3, 3),)
more_args = [(torch.zeros(3, 3),), (torch.ones(3, 3),)]
