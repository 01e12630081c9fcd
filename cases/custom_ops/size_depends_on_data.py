"""A custom operator whose result has a size that depends on the data

The fake kernel cannot know the size, so it asks for a new symbol with `get_ctx().new_dynamic_size()`.
"""

import torch

tags = {"torch.custom-op", "torch.unbacked-size"}
near = ["custom_ops/with_fake_kernel", "data_dependent/nonzero_rows", "custom_ops/returns_an_int"]


@torch.library.custom_op("exportdb_dynamic_size::positive", mutates_args=())
def positive(x: torch.Tensor) -> torch.Tensor:
    return x[x > 0].clone()


@positive.register_fake
def _(x):
    return x.new_empty(torch.library.get_ctx().new_dynamic_size())


class Model(torch.nn.Module):
    def forward(self, x):
        return positive(x.sin()) * 2


model = Model()
example_args = (torch.tensor([1.0, -1.0, 2.0]),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]
