"""Turn a dataclass with tensors into a dict by `dataclasses.asdict`

`asdict` copies every value with `copy.deepcopy`, which neither mode can do for a tensor that has no memory yet. Nothing
needs to be copied: read the fields one by one.
"""

import dataclasses

import torch

tags = {"python.dataclass", "python.copy", "torch.tensor-data", "python.graph-break"}
expect = {"strict": "export: GB4198", "nonstrict": "export: RuntimeError"}
near = ["standard_library/dataclass_in_forward", "standard_library/deepcopy_of_tensor"]


@dataclasses.dataclass
class Features:
    mean: torch.Tensor
    peak: torch.Tensor


class Model(torch.nn.Module):
    def forward(self, x):
        features = Features(x.mean(), x.amax())
        return dataclasses.asdict(features)


class ReadsFields(torch.nn.Module):
    """Build the dict from the fields; it holds the tensors themselves, and nested dataclasses stay as they are."""

    def forward(self, x):
        features = Features(x.mean(), x.amax())
        return {field.name: getattr(features, field.name) for field in dataclasses.fields(features)}


model = Model()
rewrites = {"read the fields": ReadsFields()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
