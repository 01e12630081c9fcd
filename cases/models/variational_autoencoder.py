"""A variational autoencoder that samples by `randn_like`

Sampling stays in the graph: each call draws anew, from torch's own generator. Of the ways to draw, `randn_like` and the
sampling of `torch.distributions` leave operators that are not core ATen, and `randn` with a shape does not.
"""

import torch

tags = {"python.random", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/denoising_step"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = torch.nn.Linear(4, 6)
        self.decode = torch.nn.Linear(3, 4)

    def noise(self, mean):
        return torch.randn_like(mean)

    def forward(self, x):
        mean, logvar = self.encode(x).chunk(2, dim=-1)
        sample = mean + self.noise(mean) * (0.5 * logvar).exp()
        return self.decode(sample), mean, logvar


class ByShape(Model):
    """Draw by shape; dtype and device have to be handed on by hand."""

    def noise(self, mean):
        return torch.randn(mean.shape, dtype=mean.dtype, device=mean.device)


def _by_shape():
    rewritten = ByShape()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"randn by shape": _by_shape()}
example_args = (torch.randn(2, 4),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.randn(5, 4),)]
