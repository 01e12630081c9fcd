"""Call a program of `*args` with fewer inputs than the example

Each of the arguments is an input of its own, `xs_0` to `xs_2`: the number of arguments is part of the program. Other
numbers are refused as missing or superfluous arguments.
"""

import torch

tags = {"python.call", "python.unpacking"}
near = ["inputs_outputs/longer_list_than_example"]


class Model(torch.nn.Module):
    def forward(self, *xs):
        return torch.stack(xs).amax(0)


model = Model()
example_args = (torch.randn(3), torch.randn(3), torch.randn(3))
more_args = [
    (torch.ones(3), torch.zeros(3), -torch.ones(3)),
    (torch.ones(3), torch.zeros(3)),
    (torch.ones(3), torch.zeros(3), torch.ones(3), torch.ones(3)),
]
