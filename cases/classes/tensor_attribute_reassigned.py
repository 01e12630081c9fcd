"""Assign a new tensor to a plain attribute

The attribute is changed while tracing and set back afterwards. The exported program computes the new value from the old
one in each run and keeps nothing: the first call is right, and every later call repeats it.
"""

import torch

tags = {"torch.mutation", "python.attribute", "python.side-effect"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "run: ValuesDiffer"}
near = ["classes/tensor_attribute_in_place", "classes/counter_attribute"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.average = torch.zeros(3)

    def forward(self, x):
        self.average = 0.5 * self.average + 0.5 * x
        return x - self.average


class AsBuffer(torch.nn.Module):
    """Register a buffer and copy the new value into it."""

    def __init__(self):
        super().__init__()
        self.register_buffer("average", torch.zeros(3))

    def forward(self, x):
        self.average.copy_(0.5 * self.average + 0.5 * x)
        return x - self.average


model = Model()
rewrites = {"buffer": AsBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
