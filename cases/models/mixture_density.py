"""A mixture density network with `torch.distributions`

The distributions are objects that live while tracing; with their checks off, what is left is the log likelihood as
plain operators, in both modes. With the checks on, neither mode exports it.
"""

import torch
from torch.distributions import Categorical, MixtureSameFamily, Normal

tags = {"torch.distribution"}
near = ["modules/distribution_checks_its_arguments"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.out = torch.nn.Linear(3, 6)

    def forward(self, x, target):
        logits, mean, log_scale = self.out(x).chunk(3, dim=-1)
        weights = Categorical(logits=logits, validate_args=False)
        parts = Normal(mean, log_scale.exp(), validate_args=False)
        return -MixtureSameFamily(weights, parts, validate_args=False).log_prob(target).mean()


model = Model()
example_args = (torch.randn(4, 3), torch.randn(4))
dynamic_shapes = {"x": {0: torch.export.Dim("batch", min=2)}, "target": {0: torch.export.Dim("batch", min=2)}}
more_args = [(torch.randn(6, 3), torch.randn(6))]
