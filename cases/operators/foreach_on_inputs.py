"""Scale a list of tensors with `torch._foreach_mul`

The operator stays in the graph as one call on a list and is not core ATen. A comprehension gives one core operator for
each tensor.
"""

import torch

tags = {"torch.foreach", "torch.decomposition", "python.data-structure"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/foreach_on_buffers"]


class Model(torch.nn.Module):
    def forward(self, tensors):
        return torch._foreach_mul(tensors, 0.5)


class Comprehension(torch.nn.Module):
    """Multiply one by one; eager mode then launches one kernel for each."""

    def forward(self, tensors):
        return tuple(tensor * 0.5 for tensor in tensors)


model = Model()
rewrites = {"comprehension": Comprehension()}
example_args = ([torch.randn(2), torch.randn(3, 2)],)
more_args = [([torch.ones(2), torch.zeros(3, 2)],)]
