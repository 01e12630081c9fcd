"""Read a dict through `types.MappingProxyType` after it changed

Strict mode does not know which dict a read-only view belongs to, so after any dict outside was changed it no longer
reads the view. Non-strict mode reads it. Read the dict itself.
"""

import types

import torch

tags = {"python.data-structure", "python.global", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0198"}
near = ["standard_library/view_of_dict_by_function"]

_factors = {"sin": 1.0}
_read_only = types.MappingProxyType(_factors)


class Model(torch.nn.Module):
    def forward(self, x):
        _factors["cos"] = 2.0
        return x.sin() * _read_only["sin"] + x.cos() * _read_only["cos"]


class ReadsDict(torch.nn.Module):
    """Read the dict itself; nothing keeps it from being changed there."""

    def forward(self, x):
        _factors["cos"] = 2.0
        return x.sin() * _factors["sin"] + x.cos() * _factors["cos"]


model = Model()
rewrites = {"the dict itself": ReadsDict()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
