"""Write to a slice that ends at a tensor

`x[:count] = 0` reads the count as a Python int. Strict mode sees the statement and keeps a symbol; in non-strict mode
the assignment asks Python for the number. Reading such a slice works in both modes, and writing does with `.item()`.
"""

import torch

tags = {"torch.dynamic-value", "torch.mutation", "torch.item"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/cut_at_first_end_token", "tensor_values/buffer_written_at_counter"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        x = x.clone()
        x[:count] = 0
        return x


class ByItem(torch.nn.Module):
    """Take the number first. As before, the slice is clamped to the tensor."""

    def forward(self, x, count):
        x = x.clone()
        x[: count.item()] = 0
        return x


class ByMask(torch.nn.Module):
    """Compare places with the count. No number leaves the graph, which suits backends; counts below zero differ."""

    def forward(self, x, count):
        return torch.where(torch.arange(x.shape[0]) < count, 0.0, x)


model = Model()
rewrites = {"item": ByItem(), "mask": ByMask()}
example_args = (torch.randn(4), torch.tensor(2))
draws = {"count": {"low": 0, "high": 9}}
more_args = [(torch.ones(4), torch.tensor(0)), (torch.ones(4), torch.tensor(9))]
