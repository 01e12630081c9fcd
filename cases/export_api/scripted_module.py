"""Export a module from `torch.jit.script`

A ScriptModule has no Python code that could be traced, and export refuses it with a class that converts it. Export the
module that it was made from.
"""

import torch

tags = {"torch.script", "torch.module"}
expect = {"strict": "export: ValueError", "nonstrict": "export: ValueError"}
near = ["export_api/traced_module", "export_api/scripted_function"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x).relu()


_net = Net()
model = torch.jit.script(_net)
rewrites = {"the module itself": _net}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
