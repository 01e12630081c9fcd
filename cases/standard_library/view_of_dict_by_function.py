"""A read-only view of a dict whose keys are functions

Strict mode follows a `types.MappingProxyType` from outside when its keys are texts, numbers and the like. Functions
and objects as keys are fine in a dict, and refused in the view. Non-strict mode reads it. Hand over the dict.
"""

import types

import torch

tags = {"python.data-structure", "python.global", "python.graph-break"}
expect = {"strict": "export: GB0204"}
near = ["standard_library/view_of_dict_that_changes", "python_builtins/keys_of_dict_by_function"]

_factors = {torch.sin: 1.0, torch.cos: 2.0}
_read_only = types.MappingProxyType(_factors)


class Model(torch.nn.Module):
    def forward(self, x):
        return sum(function(x) * factor for function, factor in _read_only.items())


class ReadsDict(torch.nn.Module):
    """Read the dict itself; nothing keeps it from being changed there."""

    def forward(self, x):
        return sum(function(x) * factor for function, factor in _factors.items())


model = Model()
rewrites = {"the dict itself": ReadsDict()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
