"""A custom operator that changes its input without saying so

`mutates_args` is believed. An operator that returns nothing and changes nothing has no use, so decomposition removes
the call, and the program computes something else from then on. Before, in the exported graph, it still works.
"""

import torch

tags = {"torch.custom-op", "torch.mutation"}
expect = {
    "strict": "decompose: ValuesDiffer, shapes: UnsoundDecomposed",
    "nonstrict": "decompose: ValuesDiffer, shapes: UnsoundDecomposed",
}
near = ["custom_ops/returns_its_input", "custom_ops/mutates_its_input"]


@torch.library.custom_op("exportdb_undeclared::double_", mutates_args=())
def double_(x: torch.Tensor) -> None:
    x.mul_(2)


@double_.register_fake
def _(x):
    return None


@torch.library.custom_op("exportdb_undeclared::double_declared_", mutates_args={"x"})
def double_declared_(x: torch.Tensor) -> None:
    x.mul_(2)


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        double_(y)
        return y


class Declared(torch.nn.Module):
    """Declare what the operator changes."""

    def forward(self, x):
        y = x + 1
        double_declared_(y)
        return y


model = Model()
rewrites = {"mutates_args": Declared()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
