"""A hook that keeps an intermediate result on the module

The usual way to get at features inside. While tracing, the attribute holds the result of that call, so reading it back
in the same call works in both modes. What is left on the module afterwards is not for use.
"""

import torch

tags = {"torch.module", "torch.hook", "python.side-effect"}


def keep_output(module, args, output):
    module.last_output = output


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.layer.register_forward_hook(keep_output)

    def forward(self, x):
        y = self.layer(x).relu()
        return y, self.layer.last_output


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
