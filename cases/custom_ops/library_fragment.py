"""An operator defined with `torch.library.Library`

The form under `custom_op`: a schema as text, and kernels for dispatch keys. The operator is opaque to tracing, so it
needs a fake kernel as well.
"""

import torch

tags = {"torch.custom-op"}
near = ["custom_ops/called_by_name", "custom_ops/composite", "custom_ops/returns_its_input"]

_library = torch.library.Library("exportdb_fragment", "FRAGMENT")
_library.define("hinge(Tensor x, float margin=1.0) -> Tensor")


@torch.library.impl(_library, "hinge", "CPU")
def _hinge(x, margin=1.0):
    return (margin - x).clamp(min=0)


@torch.library.register_fake("exportdb_fragment::hinge", lib=_library)
def _hinge_fake(x, margin=1.0):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.ops.exportdb_fragment.hinge(x).mean()


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
