"""Pick the largest elements with `heapq.nlargest`

The heap compares elements in Python, a branch on values each time; strict mode stops at the C functions of `heapq`
before that. `topk` is one operator.
"""

import heapq

import torch

tags = {"python.call", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0007", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["standard_library/bucket_by_bisect"]


class Model(torch.nn.Module):
    def forward(self, scores):
        return torch.stack(heapq.nlargest(2, scores.unbind()))


class WithTopk(torch.nn.Module):
    """Use `topk`; among equal elements it may choose others than the heap."""

    def forward(self, scores):
        return scores.topk(2).values


model = Model()
rewrites = {"topk": WithTopk()}
example_args = (torch.tensor([0.3, 0.9, 0.1, 0.4]),)
more_args = [(torch.tensor([4.0, 3.0, 2.0, 1.0]),)]
