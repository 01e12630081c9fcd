"""An operator that returns its input at times

A scale of 1 is skipped and the input handed back. The schema and the fake kernel promise a new tensor, so writing to
the result leaves the input alone in the decomposed program; in eager mode both are one. `custom_op` refuses such a
result when the operator runs, an operator defined by `Library` does not.
"""

import torch

tags = {"torch.custom-op", "torch.alias", "torch.mutation"}
expect = {
    "strict": "decompose: ValuesDiffer, shapes: UnsoundDecomposed",
    "nonstrict": "decompose: ValuesDiffer, shapes: UnsoundDecomposed",
}
near = ["custom_ops/library_fragment", "custom_ops/mutation_not_declared"]

_library = torch.library.Library("exportdb_alias", "FRAGMENT")
_library.define("scale(Tensor x, float factor) -> Tensor")


@torch.library.impl(_library, "scale", "CPU")
def _scale(x, factor):
    return x if factor == 1.0 else x * factor


@torch.library.register_fake("exportdb_alias::scale", lib=_library)
def _scale_fake(x, factor):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        torch.ops.exportdb_alias.scale(y, 1.0).add_(10)
        return y


class WritesFirst(torch.nn.Module):
    """Write to the tensor itself, before the call; better still, let the operator always return a new tensor."""

    def forward(self, x):
        y = x + 1
        y.add_(10)
        return torch.ops.exportdb_alias.scale(y, 1.0)


model = Model()
rewrites = {"write to the tensor itself": WritesFirst()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
