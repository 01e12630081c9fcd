"""Export a module from `torch.compile`

Export looks through the wrapper that `torch.compile` made and traces the module in it. The names of parameters begin
with `_orig_mod` then; exporting the module itself keeps its own names.
"""

import torch

tags = {"torch.compile", "torch.module"}
issues = ["pytorch/pytorch#150926"]
near = ["export_api/data_parallel"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x).relu()


model = torch.compile(Net(), backend="eager")
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
