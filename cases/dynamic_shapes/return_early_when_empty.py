"""Return early when the input is empty

Tracing answers questions about sizes 0 and 1 as if sizes were larger, so `if` is decided, and the exported program does
not even check it: the spec allows an empty batch, and the result is NaN. `max(size, 1)` is simplified away for the same
reason. Count with a tensor, about which nothing is assumed.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.zero-one-specialization", "python.control-flow"}
expect = {
    "strict": "generalize: ValuesDiffer, shapes: Unsound",
    "nonstrict": "generalize: ValuesDiffer, shapes: Unsound",
}
near = ["data_dependent/guard_or_false_on_empty", "dynamic_shapes/empty_batch", "dynamic_shapes/squeeze_all_dimensions"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.numel() == 0:
            return torch.zeros(3)
        return x.mean(0)


class CountsWithTensor(torch.nn.Module):
    """Divide by the number of rows as a tensor, at least one."""

    def forward(self, x):
        return x.sum(0) / x.new_ones(x.shape[0]).sum().clamp(min=1)


model = Model()
rewrites = {"count with a tensor": CountsWithTensor()}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("batch", min=0)}}
more_args = [(torch.ones(0, 3),), (torch.ones(1, 3),), (torch.ones(9, 3),)]
