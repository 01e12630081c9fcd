"""A histogram with `histc`

`histc` is not core ATen and is not decomposed. With bounds that are known, the bin of each value is a rounded quotient,
and comparing the bins with their numbers counts them.
"""

import torch

tags = {"torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/bucket_of_each_value", "operators/count_labels"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.histc(bins=4, min=-2, max=2)


class Compared(torch.nn.Module):
    """Compute the bin of each value and count by comparing; memory grows with values times bins."""

    def forward(self, x):
        x = x.flatten()
        inside = (x >= -2) & (x <= 2)
        bins = (x + 2).floor().clamp(0, 3)
        hits = (bins[:, None] == torch.arange(4)) & inside[:, None]
        return hits.sum(0).to(x.dtype)


model = Model()
rewrites = {"compare": Compared()}
example_args = (torch.tensor([[-1.5, 0.5, 1.5], [2.0, 3.0, -0.5]]),)
more_args = [(torch.zeros(2, 3),), (torch.full((2, 3), 5.0),)]
