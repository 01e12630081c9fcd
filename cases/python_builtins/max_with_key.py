"""Find the largest of some tensors by `max(..., key=...)`

The key is a static size, and non-strict mode decides while tracing. Strict mode answers `max` with a key for plain
numbers and texts only; for anything else its own `max` takes no key. `sorted` with the same key is followed.
"""

import torch

tags = {"python.builtin", "python.data-structure", "torch.static-shape", "python.graph-break"}
expect = {"strict": "export: GB0193"}
near = ["python_builtins/max_by_dict_value", "python_builtins/sort_by_size"]


class Model(torch.nn.Module):
    def forward(self, parts):
        longest = max(parts, key=lambda part: part.shape[0])
        return torch.cat([torch.nn.functional.pad(part, (0, len(longest) - len(part))) for part in parts])


class WithSorted(torch.nn.Module):
    """Sort in falling order and take the first; among equal keys both take the one that came first."""

    def forward(self, parts):
        longest = sorted(parts, key=lambda part: part.shape[0], reverse=True)[0]
        return torch.cat([torch.nn.functional.pad(part, (0, len(longest) - len(part))) for part in parts])


model = Model()
rewrites = {"sorted": WithSorted()}
example_args = ([torch.randn(2), torch.randn(4), torch.randn(3)],)
more_args = [([torch.ones(2), torch.ones(4), torch.ones(3)],)]
