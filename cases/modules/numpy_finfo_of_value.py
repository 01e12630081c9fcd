"""Ask `numpy.finfo` about a value

`finfo` takes a dtype or a value. Strict mode makes such constants from constants only, and the value is a tensor to
it. Non-strict mode has no array of a traced tensor. `torch.finfo` takes the dtype, which is known.
"""

import numpy
import torch

tags = {"python.numpy", "torch.dtype", "python.graph-break"}
expect = {"strict": "export: GB0300", "nonstrict": "export: RuntimeError"}
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x + float(numpy.finfo(x.numpy().max()).eps)


class ByDtype(torch.nn.Module):
    """Ask `torch.finfo` about the dtype of the tensor."""

    def forward(self, x):
        return x + torch.finfo(x.dtype).eps


model = Model()
rewrites = {"torch.finfo": ByDtype()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
