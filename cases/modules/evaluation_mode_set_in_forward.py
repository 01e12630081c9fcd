"""Switch a submodule to evaluation mode in `forward`

A frozen backbone is often put into `eval()` on each call. While tracing the switch takes effect, so the graph holds the
evaluation form of the layer, and both modes export. The flag itself is no part of the exported program.
"""

import torch

tags = {"torch.training", "python.side-effect", "torch.batch-norm"}
near = ["modules/batch_norm_without_statistics"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(3)
        self.head = torch.nn.Linear(3, 2)

    def forward(self, x):
        self.norm.eval()
        return self.head(self.norm(x))


model = Model().train()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.randn(6, 3),)]
