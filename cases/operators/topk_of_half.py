"""`topk` of half of the elements

The number of kept elements is `size // 2`. Tracing asks whether that is 1, since sizes of 1 broadcast and have other
strides, and takes the example's answer for granted: sizes 2 and 3 are then refused, although the spec allows them. A
spec that begins at 4 says so. A named `Dim` does not help: it is checked against `size // 2 <= size`, which cannot be
proved for it.
"""

import torch

tags = {"torch.dynamic-shape", "torch.guard", "torch.zero-one-specialization"}
expect = {
    "strict": "generalize: InputRefused, shapes: OverRestrictive",
    "nonstrict": "generalize: InputRefused, shapes: OverRestrictive",
}
requires = {"torch>=2.8"}
near = ["operators/topk_by_tensor", "operators/topk_of_at_most_k"]


class Model(torch.nn.Module):
    def forward(self, scores):
        return scores.topk(scores.shape[-1] // 2).values


model = Model()
rewrites = {
    # Gives up the two sizes of which only one element is kept.
    "bounded spec": {"dynamic_shapes": {"scores": {1: torch.export.Dim.DYNAMIC(min=4)}}},
}
example_args = (torch.randn(2, 6),)
dynamic_shapes = {"scores": {1: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(2, 9),), (torch.randn(2, 3),)]
