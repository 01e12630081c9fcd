"""Decode CTC scores greedily

The best label of each frame is taken, repeats are merged by `unique_consecutive`, and blanks are dropped. The merge is
not core ATen. A label that differs from the one before is the start of a run, so a comparison finds the same labels,
and one mask does both.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/transducer_joint", "operators/ctc_loss_with_lengths"]

BLANK = 0


class Model(torch.nn.Module):
    def forward(self, scores):
        merged = torch.unique_consecutive(scores.argmax(-1))
        return merged[merged != BLANK]


class Compared(torch.nn.Module):
    """Compare each label with the one before; nothing is given up."""

    def forward(self, scores):
        best = scores.argmax(-1)
        place = torch.arange(best.shape[0])
        starts = (best != best[(place - 1).clamp(min=0)]) | (place == 0)
        return best[starts & (best != BLANK)]


model = Model()
rewrites = {"compare": Compared()}
example_args = (torch.eye(3)[[1, 1, 0, 2, 2, 2, 0, 1]],)
dynamic_shapes = {"scores": {0: torch.export.Dim("frames")}}
more_args = [(torch.eye(3)[[0, 0, 0]],), (torch.eye(3)[[2, 1, 2, 1, 1]],)]
