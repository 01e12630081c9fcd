"""Ask a dict whether it has a method

Code that takes a batch as a dict or as an object with `to` asks by `hasattr`. A plain dict has no such attribute, which
is known while tracing.
"""

import torch

tags = {"python.builtin", "python.attribute", "python.data-structure"}
near = ["python_builtins/hasattr_of_cached_function", "python_builtins/hasattr_of_new_object"]


class Model(torch.nn.Module):
    def forward(self, x):
        batch = {"x": x, "scale": 2.0}
        batch = batch.to(x.dtype) if hasattr(batch, "to") else batch
        return batch["x"] * batch["scale"]


class TestsType(torch.nn.Module):
    """Ask for the type."""

    def forward(self, x):
        batch = {"x": x, "scale": 2.0}
        batch = batch if isinstance(batch, dict) else batch.to(x.dtype)
        return batch["x"] * batch["scale"]


model = Model()
rewrites = {"isinstance": TestsType()}
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
