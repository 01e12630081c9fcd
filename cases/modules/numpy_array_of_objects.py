"""Compute with Python ints in a NumPy array of objects

`astype(object)` makes an array of Python ints, which never overflow. There is no tensor of objects, so strict mode
refuses; non-strict mode has no array of a traced tensor. Reduce after each step, so that int64 is large enough.
"""

import torch

tags = {"python.numpy", "torch.dtype", "python.graph-break"}
expect = {"strict": "export: GB0250", "nonstrict": "export: RuntimeError"}
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        powers = x.numpy().astype(object) ** 32 % 97
        return torch.from_numpy(powers.astype("int64"))


class ReduceEachStep(torch.nn.Module):
    """Square five times and reduce after each; that suits powers of two."""

    def forward(self, x):
        for _ in range(5):
            x = x * x % 97
        return x


model = Model()
rewrites = {"reduce each step": ReduceEachStep()}
example_args = (torch.tensor([3, 50, 96]),)
more_args = [(torch.tensor([0, 1, 97]),)]
draws = {"x": {"low": 0, "high": 1000}}
