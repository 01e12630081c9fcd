"""Find the distinct values with `unique`

How many there are depends on the data and becomes a symbol. The operator is not core ATen and is not decomposed, so a
backend that takes only those refuses it. Sorting and keeping the places where the value changes is.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["tensor_values/distinct_values_by_set"]


class Model(torch.nn.Module):
    def forward(self, labels):
        return labels.unique() * 10


class KeepsFirstOfRun(torch.nn.Module):
    """Sort, and keep what differs from its neighbour; inverse and counts would need more of the same."""

    def forward(self, labels):
        ordered = labels.sort().values
        first = torch.ones_like(ordered[:1], dtype=torch.bool)
        return ordered[torch.cat([first, ordered[1:] != ordered[:-1]])] * 10


model = Model()
rewrites = {"sort": KeepsFirstOfRun()}
example_args = (torch.tensor([1, 4, 1, 2]),)
more_args = [(torch.tensor([3, 3, 3, 3]),), (torch.tensor([4, 3, 2, 1]),)]
