"""A hook on the exported model itself

Export calls the model and not only its `forward`, so a hook on the outermost module is traced too.
"""

import torch

tags = {"torch.module", "torch.hook"}
near = ["export_api/call_overridden"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x)


model = Model()
model.register_forward_hook(lambda module, args, output: output * 2)
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
