"""A detection head that suppresses overlapping boxes in a loop

The loop takes the best box, drops those that overlap it, and goes on while any are left: how often depends on the data.
With a fixed number of candidates, going through all of them in order of their score gives the same answer as a mask.
"""

import torch

tags = {"torch.image", "torch.dynamic-value", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/early_exit"]


def _overlap(boxes):
    area = (boxes[:, 2:] - boxes[:, :2]).prod(-1)
    low = torch.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = torch.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = (high - low).clamp_min(0).prod(-1)
    return shared / (area[:, None] + area - shared)


class Model(torch.nn.Module):
    def forward(self, boxes, scores):
        overlap = _overlap(boxes)
        keep = torch.zeros_like(scores, dtype=torch.bool)
        order = scores.argsort(descending=True)
        while order.numel() > 0:
            best = order[:1]
            keep[best] = True
            order = order[overlap[best][0, order] <= 0.5]
        return keep


class FixedLoop(torch.nn.Module):
    """Go through all candidates and mask; the graph has one step for each, so the number is fixed."""

    def forward(self, boxes, scores):
        order = scores.argsort(descending=True)
        overlap = _overlap(boxes)[order][:, order]
        keep = torch.ones_like(scores, dtype=torch.bool)
        for step in range(scores.shape[0] - 1):
            later = torch.arange(scores.shape[0]) > step
            keep = keep & ~(later & keep[step] & (overlap[step] > 0.5))
        return torch.zeros_like(keep).scatter(0, order, keep)


model = Model()
rewrites = {"fixed loop": FixedLoop()}
example_args = (
    torch.tensor([[0.0, 0.0, 2.0, 2.0], [0.0, 0.0, 2.0, 1.8], [3.0, 3.0, 4.0, 4.0], [3.0, 3.0, 4.0, 3.9]]),
    torch.tensor([0.5, 0.9, 0.8, 0.7]),
)
# Boxes of all kinds make the loop of eager mode long; the rewrite is held against it on the inputs above.
draws = {"boxes": {"keep": True}, "scores": {"keep": True}}
more_args = [
    (
        torch.tensor([[0.0, 0.0, 1.0, 1.0], [2.0, 2.0, 3.0, 3.0], [4.0, 4.0, 5.0, 5.0], [6.0, 6.0, 7.0, 7.0]]),
        torch.tensor([0.1, 0.2, 0.3, 0.4]),
    )
]
