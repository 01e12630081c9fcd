"""Make a sentinel with `object()` inside `forward`

Strict mode does not make bare objects. The sentinel needs to be made once only: at the top of the file it is an object
like any other, and `is` compares with it.
"""

import torch

tags = {"python.builtin", "python.object-identity", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["python_builtins/sentinel_in_module"]


class Model(torch.nn.Module):
    def forward(self, x, options):
        missing = object()
        scale = options.get("scale", missing)
        return x if scale is missing else x * scale


class SentinelOutside(torch.nn.Module):
    """Ask with `in`, which needs no sentinel."""

    def forward(self, x, options):
        return x * options["scale"] if "scale" in options else x


model = Model()
rewrites = {"in": SentinelOutside()}
example_args = (torch.randn(3), {"bias": torch.randn(3)})
more_args = [(torch.ones(3), {"bias": torch.ones(3)})]
