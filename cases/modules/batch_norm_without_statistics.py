"""Batch norm that keeps no running statistics

With `track_running_stats=False` the layer normalizes by the batch in evaluation mode as well. Nothing is updated, so it
exports like any other function; `instance_norm` behaves the same way.
"""

import torch

tags = {"torch.batch-norm"}
expect = {"strict": "shapes: Unguarded", "nonstrict": "shapes: Unguarded"}
no_rewrite = "A graph cannot say that a size is not one: tracing takes that for granted, and drops the check."
near = ["modules/evaluation_mode_set_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(3, track_running_stats=False)

    def forward(self, x):
        return self.norm(x)


model = Model().eval()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch", min=2)}}
more_args = [(torch.randn(7, 3),), (torch.ones(2, 3),)]
