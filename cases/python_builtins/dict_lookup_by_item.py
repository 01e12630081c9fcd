"""Look up a dict by a number from a tensor

A dict wants to know the hash of its key, hence the number itself. Strict mode cannot find it out, and in non-strict
mode the symbol is not hashable at all. Put the entries into one tensor and select with the index.
"""

import torch

tags = {"python.data-structure", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: TypeError"}
near = ["python_builtins/dict_lookup_by_constant"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = {0: torch.ones(3), 1: torch.full((3,), 0.5), 2: torch.zeros(3)}

    def forward(self, x, kind):
        return x * self.scales[kind.item()]


class SelectsRow(torch.nn.Module):
    """Keep the entries as rows of a buffer; the keys have to be 0, 1, 2 and so on."""

    def __init__(self):
        super().__init__()
        self.register_buffer("scales", torch.stack([torch.ones(3), torch.full((3,), 0.5), torch.zeros(3)]))

    def forward(self, x, kind):
        return x * self.scales.index_select(0, kind.reshape(1))[0]


model = Model()
rewrites = {"index_select": SelectsRow()}
example_args = (torch.randn(3), torch.tensor(1))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(2))]
