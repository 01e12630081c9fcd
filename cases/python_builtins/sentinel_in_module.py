"""Compare with a sentinel that was made at the top of the file

`is` with an object that exists before tracing is answered in Python, in both modes.
"""

import torch

tags = {"python.builtin", "python.object-identity"}
near = ["python_builtins/sentinel_made_in_forward"]

_MISSING = object()


class Model(torch.nn.Module):
    def forward(self, x, options):
        scale = options.get("scale", _MISSING)
        return x if scale is _MISSING else x * scale


model = Model()
example_args = (torch.randn(3), {"scale": torch.tensor(0.5)})
more_args = [(torch.ones(3), {"scale": torch.tensor(2.0)})]
