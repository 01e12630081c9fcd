"""Call a function from `torch.jit.script`

Unlike a ScriptModule as the model, a scripted function inside one is no obstacle: both modes record the operators that
it runs.
"""

import torch

tags = {"torch.script", "python.call"}
near = ["export_api/scripted_module"]


@torch.jit.script
def gate(x, y):
    return x * torch.sigmoid(y)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return gate(x, y)


model = Model()
example_args = (torch.randn(4, 3), torch.randn(4, 3))
more_args = [(torch.ones(4, 3), torch.ones(4, 3))]
