"""`torch.cond` on a size that depends on the data

The predicate may be a comparison of symbols, also of one whose value is known only at run time. Both branches take the
selection and return one shape.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.cond"}
near = ["control_flow/cond_on_shape"]


class Model(torch.nn.Module):
    def forward(self, x):
        chosen = x[x > 0]
        return torch.cond(chosen.shape[0] > 1, lambda c: c.sum() / (c.shape[0] - 1), lambda c: c.sum() * 0, (chosen,))


model = Model()
example_args = (torch.tensor([1.0, -2.0, 4.0]),)
more_args = [(torch.ones(3),), (-torch.ones(3),), (torch.tensor([1.0, -2.0, -4.0]),)]
