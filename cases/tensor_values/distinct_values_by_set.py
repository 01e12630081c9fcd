"""Count distinct values with `len(set(x.tolist()))`

The numbers of the list are symbols. Which of them are equal is not known, and a set has to know. Sorting brings equal
values together; each place where the value changes is one more.
"""

import torch

tags = {"python.data-structure", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: TypeError"}
near = ["tensor_values/distinct_values_by_unique"]


class Model(torch.nn.Module):
    def forward(self, x, labels):
        return x * len(set(labels.tolist()))


class CountsChanges(torch.nn.Module):
    """Count in the graph; the number is a tensor, and sorting takes longer than a set for long lists."""

    def forward(self, x, labels):
        ordered = labels.sort().values
        return x * ((ordered[1:] != ordered[:-1]).sum() + 1)


model = Model()
rewrites = {"sort": CountsChanges()}
example_args = (torch.randn(3), torch.tensor([1, 4, 1, 2]))
more_args = [(torch.ones(3), torch.tensor([3, 3, 3, 3])), (torch.ones(3), torch.tensor([4, 3, 2, 1]))]
