"""A straight-through estimator as an `autograd.Function`

Both modes trace the forward of the function and keep its operators. The backward is not part of the exported program:
gradients of an exported program are those of its operators, here the zeros of `round`.
"""

import torch

tags = {"torch.autograd-function", "torch.autograd"}
near = ["modules/function_that_marks_dirty", "modules/function_without_zero_gradients"]


class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, grad):
        return grad


class Model(torch.nn.Module):
    def forward(self, x):
        return Round.apply(x * 4) / 4


model = Model()
example_args = (torch.tensor([0.3, -1.2, 2.0]),)
more_args = [(torch.tensor([0.1, 0.9, -0.6]),)]
