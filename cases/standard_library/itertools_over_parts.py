"""Combine a list of tensors with `itertools`

Both modes follow `product`, `combinations`, `accumulate`, `pairwise`, `islice`, `chain`, `repeat`, `tee`,
`zip_longest`, `groupby` by a dtype or another constant, and endless ones that something else stops. The loops are
unrolled.
"""

import itertools

import torch

tags = {"python.iterator", "python.data-structure"}
near = ["standard_library/itertools_groupby_on_tensor"]


class Model(torch.nn.Module):
    def forward(self, parts):
        pairs = sum(left * right for left, right in itertools.combinations(parts, 2))
        steps = sum(after - before for before, after in itertools.pairwise(parts))
        running = list(itertools.accumulate(parts, torch.maximum))[-1]
        weighted = sum(part * weight for part, weight in zip(parts, itertools.cycle((1, -1))))
        dtypes = [len(list(group)) for _, group in itertools.groupby(parts, key=lambda part: part.dtype)]
        return torch.stack([pairs, steps, running, weighted]) + len(dtypes)


model = Model()
example_args = ([torch.randn(2), torch.randn(2), torch.randn(2)],)
more_args = [([torch.ones(2), torch.zeros(2), torch.ones(2)],)]
