"""Loop over `keys()` that were taken of a dict of functions before

The view of the keys is an object of its own outside of the program, and strict mode takes it only with constants in
it. Non-strict mode loops. A tuple of the keys is followed, and so is the dict.
"""

import torch

tags = {"python.data-structure", "python.global", "python.graph-break"}
expect = {"strict": "export: GB0203"}
near = ["standard_library/view_of_dict_by_function"]

_factors = {torch.sin: 1.0, torch.cos: 2.0}
_functions = _factors.keys()
_functions_as_tuple = tuple(_factors)


class Model(torch.nn.Module):
    def forward(self, x):
        return sum(function(x) for function in _functions)


class TupleOfKeys(torch.nn.Module):
    """Make a tuple of the keys; it does not follow the dict when that changes."""

    def forward(self, x):
        return sum(function(x) for function in _functions_as_tuple)


model = Model()
rewrites = {"tuple": TupleOfKeys()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
