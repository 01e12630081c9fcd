"""Call `requires_grad_()` on an input

The call changes what autograd does from there on, and that is no operator of a graph. Strict mode refuses it;
non-strict mode leaves it out. Ask for gradients where the tensor is made.
"""

import torch

tags = {"torch.autograd", "python.graph-break"}
expect = {"strict": "export: GB0125"}
near = [
    "views_and_memory/input_clamped_without_gradient",
    "views_and_memory/gradient_asked_by_attribute",
    "views_and_memory/gradient_asked_of_result",
]


class Model(torch.nn.Module):
    def forward(self, positions):
        positions.requires_grad_()
        return positions.square().sum(-1)


class LeavesInput(torch.nn.Module):
    """Take the input as it comes; whoever differentiates asks for the gradient before the call."""

    def forward(self, positions):
        return positions.square().sum(-1)


model = Model()
rewrites = {"left to the caller": LeavesInput()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
