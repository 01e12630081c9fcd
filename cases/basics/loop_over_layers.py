"""A Python loop over the layers of a module

The number of layers is known while tracing, so the loop is unrolled into the graph. Nothing needs to change.
"""

import torch

tags = {"python.control-flow", "torch.module"}
near = ["control_flow/while_on_tensor_value"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.ModuleList(torch.nn.Linear(4, 4) for _ in range(3))

    def forward(self, x):
        for index, layer in enumerate(self.layers):
            x = layer(x)
            if index % 2 == 0:
                x = x.relu()
        return x


model = Model()
example_args = (torch.randn(2, 4),)
more_args = [(torch.zeros(2, 4),)]
