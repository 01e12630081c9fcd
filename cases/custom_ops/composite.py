"""An operator that is implemented by other operators

A kernel for `CompositeImplicitAutograd` is a formula of the operator. The call stands in the exported graph as it is,
without a fake kernel, and decomposition replaces it by the formula.
"""

import torch

tags = {"torch.custom-op", "torch.decomposition"}
near = ["custom_ops/library_fragment", "custom_ops/own_decomposition"]

_library = torch.library.Library("exportdb_composite", "FRAGMENT")
_library.define("hinge(Tensor x, float margin=1.0) -> Tensor")


@torch.library.impl(_library, "hinge", "CompositeImplicitAutograd")
def _hinge(x, margin=1.0):
    return (margin - x).clamp(min=0)


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.ops.exportdb_composite.hinge(x).mean()


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
