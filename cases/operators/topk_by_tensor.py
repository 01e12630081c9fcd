"""`topk` with k from a tensor

A tensor of one integer is taken where an operator wants an int: `.item()` is called behind the scenes, and the result
has a size that is known only when the program runs.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.unbacked-size"}
near = ["operators/topk_of_at_most_k", "operators/topk_of_half", "operators/topk_result_returned"]


class Model(torch.nn.Module):
    def forward(self, scores, k):
        return scores.topk(k).values


model = Model()
example_args = (torch.randn(6), torch.tensor(2))
more_args = [(torch.randn(6), torch.tensor(5)), (torch.randn(6), torch.tensor(1)), (torch.randn(6), torch.tensor(0))]
