"""Export a module from `torch.jit.trace`

A traced module is a ScriptModule too, and fails before export can say so: its `forward` has no signature that Python
could read. Export the module that it was made from.
"""

import torch

tags = {"torch.script", "torch.module"}
expect = {"strict": "export: ValueError", "nonstrict": "export: ValueError"}
near = ["export_api/scripted_module"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x).relu()


_net = Net()
example_args = (torch.randn(4, 3),)
model = torch.jit.trace(_net, example_args)
rewrites = {"the module itself": _net}
more_args = [(torch.ones(4, 3),)]
