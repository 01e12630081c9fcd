"""Find runs of equal elements with `itertools.groupby`

`groupby` compares each key with the one before it, in Python. On elements of a tensor that is a branch on values. A
mask of where the runs start selects them, with a result whose length is known only at run time.
"""

import itertools

import torch

tags = {"python.iterator", "torch.dynamic-value", "torch.unbacked-size", "python.graph-break"}
expect = {"strict": "export: GB0152", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["standard_library/itertools_over_parts"]


class Model(torch.nn.Module):
    def forward(self, labels):
        return torch.stack([label for label, _ in itertools.groupby(labels)])


class MasksStarts(torch.nn.Module):
    """Compare each element with the one before it, and select where a run starts."""

    def forward(self, labels):
        starts = torch.cat([torch.ones_like(labels[:1], dtype=torch.bool), labels[1:] != labels[:-1]])
        return labels[starts]


model = Model()
rewrites = {"mask": MasksStarts()}
example_args = (torch.tensor([1, 1, 2, 2, 1]),)
more_args = [(torch.tensor([3, 3, 3, 3, 3]),), (torch.tensor([1, 2, 3, 4, 5]),)]
