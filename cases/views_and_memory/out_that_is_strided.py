"""Give every second column of a tensor as `out=`

Strict mode takes an `out=` only where it is contiguous. Non-strict mode records the operator with its `out=` as it is.
Assigning the result to the columns does the same.
"""

import torch

tags = {"torch.mutation", "torch.memory-layout", "python.graph-break"}
expect = {"strict": "export: GB0242"}
near = ["views_and_memory/out_that_fits", "views_and_memory/out_pair_that_is_strided"]


class Model(torch.nn.Module):
    def forward(self, real, imaginary):
        mixed = torch.empty(2, 6)
        torch.sin(real, out=mixed[:, ::2])
        torch.cos(imaginary, out=mixed[:, 1::2])
        return mixed


class Assigns(torch.nn.Module):
    """Assign instead. Eager mode makes the results first and copies them."""

    def forward(self, real, imaginary):
        mixed = torch.empty(2, 6)
        mixed[:, ::2] = real.sin()
        mixed[:, 1::2] = imaginary.cos()
        return mixed


model = Model()
rewrites = {"assign": Assigns()}
example_args = (torch.randn(2, 3), torch.randn(2, 3))
more_args = [(torch.ones(2, 3), torch.zeros(2, 3))]
