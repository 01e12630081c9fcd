"""Look up a row by a tensor of one integer

A tensor without dimensions is taken for a Python int where it is an index. Strict mode asks for the number while
tracing and has none. Non-strict mode keeps a selection at an unknown place. `index_select` takes the tensor as a
tensor.
"""

import torch

tags = {"torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError"}
near = ["models/denoising_step"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("table", torch.arange(12.0).reshape(4, 3))

    def forward(self, x, step):
        return x * self.table[step]


class IndexSelect(Model):
    """Select by an index of one element and drop the dimension that it leaves."""

    def forward(self, x, step):
        return x * self.table.index_select(0, step.reshape(1))[0]


model = Model()
rewrites = {"index_select": IndexSelect()}
example_args = (torch.randn(3), torch.tensor(2))
draws = {"step": {"low": 0, "high": 2}}
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(3))]
