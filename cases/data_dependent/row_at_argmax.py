"""Index by the result of `argmax`

`x[i]` with a tensor of no dimensions reads the position as a Python number. Non-strict mode traces that into a `select`
with a symbol; strict mode asks for the value. `index_select` takes the position as a tensor.
"""

import torch

tags = {"torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError"}
near = ["data_dependent/write_at_argmax", "control_flow_ops/while_loop_writes_at_counter"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x[x[:, 0].argmax(0)]


class IndexSelect(torch.nn.Module):
    """Keep the position as a tensor of one element."""

    def forward(self, x):
        return x.index_select(0, x[:, 0].argmax(0, keepdim=True)).squeeze(0)


model = Model()
rewrites = {"index_select": IndexSelect()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.eye(4, 3),), (-torch.eye(4, 3),)]
