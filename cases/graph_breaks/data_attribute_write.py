"""Write through the `.data` of a tensor

`.data` gives the same memory behind autograd's back, and behind the tracer's as well. Strict mode writes to a
constant that stands for it: the program runs, and the write is lost. Non-strict mode refuses.
"""

import torch

tags = {"torch.tensor-data", "torch.mutation"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#170672"]
near = ["graph_breaks/data_attribute_read", "graph_breaks/data_attribute_write_to_input"]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        y.data[0, 1] = 7
        return y


class Detached(torch.nn.Module):
    """Write to the detached tensor, which shares the memory of `y`; autograd notices this write, and may object."""

    def forward(self, x):
        y = x + 1
        y.detach()[0, 1] = 7
        return y


model = Model()
rewrites = {"detach": Detached()}
example_args = (torch.randn(3, 3),)
more_args = [(torch.zeros(3, 3),)]
