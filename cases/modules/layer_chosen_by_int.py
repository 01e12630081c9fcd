"""Choose a layer by an int input

A plain int is a constant of the export: the graph holds the chosen layer only, and a call with another number is
refused. Export once for each number, or see the case with a tensor.
"""

import torch

tags = {"torch.module-container", "python.constant-input"}
expect = {"strict": "specs: QuietlySpecialized", "nonstrict": "specs: QuietlySpecialized"}
near = ["modules/layer_chosen_by_tensor", "modules/slice_of_module_list", "modules/module_dict_by_name"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.adapters = torch.nn.ModuleList(torch.nn.Linear(3, 3) for _ in range(3))

    def forward(self, x, task):
        return self.adapters[task](x)


model = Model()
example_args = (torch.randn(4, 3), 1)
more_args = [(torch.ones(4, 3), 1), (torch.ones(4, 3), 2)]
