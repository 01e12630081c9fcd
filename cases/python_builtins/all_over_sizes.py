"""Python's `all` and `any` over sizes and flags

Sizes that are static, flags, and tests for None are plain values while tracing, and so is what `all` and `any` make of
them.
"""

import torch

tags = {"python.builtin", "python.control-flow", "torch.static-shape"}
near = ["python_builtins/any_over_elements"]


class Model(torch.nn.Module):
    def forward(self, parts, mask):
        kept = list(filter(lambda part: part is not None, [*parts, mask]))
        if all(part.shape == parts[0].shape for part in kept) and any(part.numel() > 2 for part in parts):
            return torch.stack(kept).sum(0)
        return parts[0]


model = Model()
example_args = ([torch.randn(3), torch.randn(3)], None)
more_args = [([torch.ones(3), torch.zeros(3)], None)]
