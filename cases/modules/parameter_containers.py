"""`ParameterList` and `ParameterDict`

Both containers register what they hold, so the weights are parameters of the exported program under the names of their
places. Loops, indices and `items()` are followed in both modes.
"""

import torch

tags = {"torch.module-container", "torch.parameter"}
near = [
    "modules/modules_in_plain_list",
    "modules/parameter_dict_as_dict",
    "modules/parameter_named_by_keyword",
    "modules/module_dict_by_name",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = torch.nn.ParameterList([torch.full((3,), 2.0), torch.full((3,), 0.5)])
        self.shifts = torch.nn.ParameterDict({"first": torch.ones(3), "second": torch.zeros(3)})

    def forward(self, x):
        for scale in self.scales:
            x = x * scale
        for shift in self.shifts.values():
            x = x + shift
        return x * self.scales[-1]


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
