"""`torch.cond` with a predicate that is a number

A one-element tensor of any dtype will do: zero is false, all else is true, as in Python.
"""

import torch

tags = {"torch.cond", "torch.dynamic-value", "torch.dtype"}
near = ["control_flow/cond_on_tensor", "control_flow/cond_predicate_many_elements"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond((x < 0).sum(), lambda x: x.abs().sqrt(), lambda x: x.sqrt(), (x,))


model = Model()
example_args = (torch.tensor([4.0, -9.0]),)
more_args = [(torch.tensor([1.0, 4.0]),), (torch.tensor([-1.0, -4.0]),)]
