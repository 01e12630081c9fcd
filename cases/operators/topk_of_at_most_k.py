"""`topk` with k bounded by the size

`min(3, size)` works on a dynamic size: with `Dim.AUTO` it becomes an expression of the graph, and sizes on both sides
of 3 are accepted.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-auto", "python.builtin"}
expect = {
    "strict": "decompose: AssertionError, shapes: OverRestrictiveDecomposed",
    "nonstrict": "decompose: AssertionError, shapes: OverRestrictiveDecomposed",
}
no_rewrite = (
    "Decomposition traces once more, with the example alone, and makes a guard of the side of `min` that it takes."
)
requires = {"torch>=2.6"}
near = ["operators/topk_by_tensor", "operators/topk_of_half"]


class Model(torch.nn.Module):
    def forward(self, scores):
        return scores.topk(min(3, scores.shape[-1])).values


model = Model()
example_args = (torch.randn(2, 5),)
dynamic_shapes = {"scores": {1: torch.export.Dim.AUTO}}
more_args = [(torch.randn(2, 2),), (torch.randn(2, 9),)]
