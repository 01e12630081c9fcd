"""Find the key with the largest value by `max(weights, key=weights.get)`

Both modes follow this for a dict of numbers and texts: the values are known while tracing, as is the result. With
a Counter in place of the dict, or with tensors among the values, strict mode refuses.
"""

import torch

tags = {"python.builtin", "python.data-structure"}
near = ["python_builtins/max_with_key"]


class Model(torch.nn.Module):
    def forward(self, x):
        weights = {"sine": 0.25, "cosine": 0.75}
        best = max(weights, key=weights.get)
        shortest = min(weights, key=len)
        return (x.cos() if best == "cosine" else x.sin()) * weights[shortest]


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
