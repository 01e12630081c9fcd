"""Ask a Counter for its most common entry

Counting is followed by both modes. `most_common(1)` goes through `heapq` and `max` with a sentinel made by `object()`,
which strict mode does not make. `sorted` with
a key needs no sentinel.
"""

import collections

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["standard_library/dicts_of_collections"]


class Model(torch.nn.Module):
    def forward(self, parts):
        counts = collections.Counter(part.shape[0] for part in parts)
        size, count = counts.most_common(1)[0]
        return torch.stack([part for part in parts if part.shape[0] == size]).sum(0) / count


class SortsByCount(torch.nn.Module):
    """Sort by count; the sort is stable, so ties go to the first entry in both."""

    def forward(self, parts):
        counts = collections.Counter(part.shape[0] for part in parts)
        size = sorted(counts, key=lambda size: counts[size], reverse=True)[0]
        return torch.stack([part for part in parts if part.shape[0] == size]).sum(0) / counts[size]


model = Model()
rewrites = {"sorted": SortsByCount()}
example_args = ([torch.randn(3), torch.randn(2), torch.randn(3)],)
more_args = [([torch.ones(3), torch.ones(2), torch.zeros(3)],)]
