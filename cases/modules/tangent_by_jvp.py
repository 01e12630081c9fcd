"""A directional derivative by `torch.func.jvp`

Forward-mode derivatives are computed along with the values, so tracing sees ordinary operators on both. The program
exports, and the exported program has no trace of the transform left.
"""

import torch

tags = {"torch.func", "torch.autograd"}
near = ["modules/jacobian_by_jacfwd"]


class Model(torch.nn.Module):
    def forward(self, x, direction):
        return torch.func.jvp(lambda x: x.sin().cumsum(0), (x,), (direction,))


model = Model()
example_args = (torch.randn(4), torch.ones(4))
more_args = [(torch.ones(4), torch.randn(4))]
