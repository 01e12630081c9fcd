"""Copy a list or a dict with `copy.copy`

`copy.copy` calls the `copy` method of the class through a table, and strict mode does not follow that call. The method
itself it knows: `parts.copy()`, `list(parts)` and `parts[:]` all work.
"""

import copy

import torch

tags = {"python.copy", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/copy_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, parts):
        extended = copy.copy(parts)
        extended.append(parts[0] - parts[1])
        return torch.stack(extended)


class OwnMethod(torch.nn.Module):
    """Call the list's own `copy`."""

    def forward(self, parts):
        extended = parts.copy()
        extended.append(parts[0] - parts[1])
        return torch.stack(extended)


model = Model()
rewrites = {"list.copy": OwnMethod()}
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.ones(3), torch.zeros(3)],)]
