"""Ask for the name of the running function by its frame

`inspect.currentframe` and `sys._getframe` look at the frames of the interpreter. Strict mode runs none for the program
that it reads, and refuses. In non-strict mode the frames of the tracer lie in between.
"""

import inspect

import torch

tags = {"python.call", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/signature_of_function"]


class Model(torch.nn.Module):
    def forward(self, x):
        print("in", inspect.currentframe().f_code.co_name)
        return x.relu()


class ReadsName(torch.nn.Module):
    """Read the name from the method."""

    def forward(self, x):
        print("in", self.forward.__name__)
        return x.relu()


model = Model()
rewrites = {"name of the method": ReadsName()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
