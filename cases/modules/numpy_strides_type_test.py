"""Ask whether the strides of a NumPy array are a tuple

The tracer's stand-in for an array hands out stand-ins for its attributes, and of the strides it does not know the
type. Non-strict mode has no array of a traced tensor. Ask the tensor, whose strides are a tuple in both modes.
"""

import torch

tags = {"python.numpy", "python.type-test", "python.graph-break"}
expect = {"strict": "export: GB0175", "nonstrict": "export: RuntimeError"}
near = ["modules/numpy_strides_of_array"]
requires = {"numpy"}


def _rank(strides):
    return len(strides) if isinstance(strides, tuple) else 1


class Model(torch.nn.Module):
    def forward(self, x):
        return x * _rank(x.numpy().strides)


class AsksTensor(torch.nn.Module):
    """Ask `stride()`, which counts in elements and not in bytes."""

    def forward(self, x):
        return x * _rank(x.stride())


model = Model()
rewrites = {"stride": AsksTensor()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
