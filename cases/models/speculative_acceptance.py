"""Keep the draft tokens that a larger model agrees with

Tokens are kept up to the first disagreement. Cutting there gives a size that depends on the data, which both modes
carry; `cumprod` over the agreements is not core ATen. Counting disagreements with `cumsum` finds the same place.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.unbacked-size", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/beam_search_step", "operators/product_along_ray"]


class Model(torch.nn.Module):
    def forward(self, draft, logits):
        agreed = (draft == logits.argmax(-1)).long()
        kept = agreed.cumprod(0).sum().item()
        return draft[:kept]


class Counted(torch.nn.Module):
    """Count disagreements and keep the tokens before the first one, by a mask."""

    def forward(self, draft, logits):
        wrong = (draft != logits.argmax(-1)).long()
        return draft[wrong.cumsum(0) == 0]


model = Model()
rewrites = {"count": Counted()}
example_args = (torch.tensor([2, 0, 1, 1]), torch.eye(3)[[2, 0, 2, 1]])
dynamic_shapes = {"draft": {0: torch.export.Dim("tokens")}, "logits": {0: torch.export.Dim("tokens")}}
more_args = [
    (torch.tensor([1, 1]), torch.eye(3)[[1, 1]]),
    (torch.tensor([1, 1, 0]), torch.eye(3)[[0, 1, 0]]),
]
