"""Switch autocast off around a part that needs precision

Rotary embeddings are often computed under `autocast(enabled=False)` with the device type of the input. The region is
kept in the graph, and since nothing is cast, both modes agree on the dtypes.
"""

import torch

tags = {"torch.autocast", "torch.dtype", "torch.device"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("frequencies", torch.tensor([1.0, 0.1]))

    def forward(self, positions):
        with torch.autocast(device_type=positions.device.type, enabled=False):
            angles = positions.float()[:, None] * self.frequencies.float()
            return angles.cos(), angles.sin()


model = Model()
example_args = (torch.arange(4),)
dynamic_shapes = {"positions": {0: torch.export.Dim("length")}}
more_args = [(torch.arange(7),)]
