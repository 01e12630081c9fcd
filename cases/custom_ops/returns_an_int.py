"""A custom operator that returns an int

A number that comes out of the data. The fake kernel returns a new symbol for it, and the program may use it as a size.
"""

import torch

tags = {"torch.custom-op", "torch.unbacked-size"}
near = ["custom_ops/returns_several", "custom_ops/size_depends_on_data"]


@torch.library.custom_op("exportdb_returns_int::capacity", mutates_args=())
def capacity(x: torch.Tensor) -> int:
    return int(x.max()) + 1


@capacity.register_fake
def _(x):
    return torch.library.get_ctx().new_dynamic_size()


class Model(torch.nn.Module):
    def forward(self, ids):
        return torch.zeros(capacity(ids)).index_add(0, ids, torch.ones(4))


model = Model()
example_args = (torch.tensor([0, 2, 2, 5]),)
more_args = [(torch.tensor([0, 0, 0, 0]),)]
