"""Copy a tensor with `copy.deepcopy`

A deep copy goes past the operators to the memory of the tensor. Strict mode refuses it by name, and in non-strict mode
the stand-in has no memory to copy. `.clone()` is the operator that copies.
"""

import copy

import torch

tags = {"python.copy", "torch.tensor-data", "python.graph-break"}
expect = {"strict": "export: GB4198", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#115122"]
near = ["standard_library/deepcopy_of_settings", "standard_library/copy_of_tensor", "standard_library/dataclass_asdict"]


class Model(torch.nn.Module):
    def forward(self, x):
        original = copy.deepcopy(x)
        x = x * 2
        return x - original


class WithClone(torch.nn.Module):
    """Clone the tensor; unlike a deep copy, the clone is connected to the original for gradients."""

    def forward(self, x):
        original = x.clone()
        x = x * 2
        return x - original


model = Model()
rewrites = {"clone": WithClone()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
