"""Python's `max` and `min` of two values

With two arguments, tensors of one element or numbers, both modes record an elementwise maximum or minimum. For sizes
and plain numbers the result is a number.
"""

import torch

tags = {"python.builtin", "torch.dynamic-value"}
near = ["python_builtins/max_of_vector"]


class Model(torch.nn.Module):
    def forward(self, x, low, high):
        bounded = min(max(x.mean(), low), high)
        return bounded * max(x.shape[0], 2) + min([], default=1)


model = Model()
example_args = (torch.randn(3), torch.tensor(-0.5), torch.tensor(0.5))
more_args = [(torch.full((3,), 9.0), torch.tensor(-0.5), torch.tensor(0.5))]
