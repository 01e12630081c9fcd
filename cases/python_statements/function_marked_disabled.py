"""Call a function that is decorated with `torch.compiler.disable`

The decorator tells torch.compile to leave the function to Python. Strict mode uses the same tracer and has no Python to
leave it to, so it refuses. Non-strict mode does not look at the mark. Take the decorator off for the export, or make
the function a custom operator.
"""

import torch

tags = {"python.decorator", "python.graph-break"}
expect = {"strict": "export: GB0098"}
near = ["python_statements/decorated_function"]


def _soft_clip(x):
    return x / (1 + x.abs())


@torch.compiler.disable
def _soft_clip_in_python(x):
    return _soft_clip(x)


class Model(torch.nn.Module):
    def forward(self, x):
        return _soft_clip_in_python(x * 2)


class Unmarked(torch.nn.Module):
    """Call the function without the decorator; where torch.compile has to skip it, decorate at the call."""

    def forward(self, x):
        return _soft_clip(x * 2)


model = Model()
rewrites = {"without the decorator": Unmarked()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
