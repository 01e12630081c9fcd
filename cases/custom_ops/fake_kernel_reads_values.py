"""A fake kernel that reads a value

Inputs of a fake kernel have no values, so a size that is computed from one is not known. `new_dynamic_size()` makes a
symbol for it.
"""

import torch

tags = {"torch.custom-op", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}


@torch.library.custom_op("exportdb_fake_values::stretch", mutates_args=())
def stretch(x: torch.Tensor, times: torch.Tensor) -> torch.Tensor:
    return x.repeat(int(times))


@stretch.register_fake
def _(x, times):
    return x.new_empty(x.shape[0] * int(times))


@torch.library.custom_op("exportdb_fake_values::stretch_dynamic", mutates_args=())
def stretch_dynamic(x: torch.Tensor, times: torch.Tensor) -> torch.Tensor:
    return x.repeat(int(times))


@stretch_dynamic.register_fake
def _(x, times):
    return x.new_empty(torch.library.get_ctx().new_dynamic_size())


class Model(torch.nn.Module):
    def forward(self, x, times):
        return stretch(x, times) * 2


class Dynamic(torch.nn.Module):
    """Ask for a new symbol; what the size has to do with the value is not known then."""

    def forward(self, x, times):
        return stretch_dynamic(x, times) * 2


model = Model()
rewrites = {"new_dynamic_size": Dynamic()}
example_args = (torch.randn(4), torch.tensor(3))
more_args = [(torch.ones(4), torch.tensor(2)), (torch.ones(4), torch.tensor(0))]
