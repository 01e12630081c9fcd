"""Apply functions of `math` to static sizes and constants

A static size is a number while tracing, and so is what `math` makes of it: square roots, logarithms, products,
rounding, and comparisons with infinity.
"""

import math

import torch

tags = {"python.call", "torch.static-shape"}
near = [
    "standard_library/math_on_tensor",
    "standard_library/statistics_mean",
    "standard_library/math_log_of_dynamic_size",
]


class Model(torch.nn.Module):
    def forward(self, query, key):
        scores = query @ key.mT / math.sqrt(query.shape[-1])
        scores = scores.clamp(max=math.inf) * math.log2(key.shape[0] + 1)
        levels = math.ceil(math.prod(key.shape) / 4)
        return scores.softmax(-1) + levels + math.gcd(*query.shape)


model = Model()
example_args = (torch.randn(2, 4), torch.randn(3, 4))
more_args = [(torch.ones(2, 4), torch.ones(3, 4))]
