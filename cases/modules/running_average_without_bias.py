"""A running average that is corrected for its start

The step is read by `.item()` and used in arithmetic only. Nothing branches on it, so both modes carry it through the
graph as an unknown number, and the buffers are updated on each call.
"""

import torch

tags = {"torch.buffer", "torch.item", "torch.mutation"}
near = ["modules/batch_norm_cumulative_average", "modules/every_second_step"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("step", torch.tensor(0))
        self.register_buffer("average", torch.zeros(3))

    def forward(self, x):
        self.step.add_(1)
        self.average.lerp_(x.mean(0), 0.1)
        return x - self.average / (1 - 0.9 ** self.step.item())


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(2, 3),)]
