"""Scale by `numpy.sqrt` of a size

NumPy knows nothing of symbolic sizes. In non-strict mode it gets one and raises. Strict mode computes with the size of
the example and fixes it, so a spec with `Dim.AUTO` quietly ends up static. `math.sqrt` does the same in non-strict
mode. A power of the size stays symbolic in both.
"""

import numpy
import torch

tags = {"python.numpy", "torch.dynamic-shape", "torch.dim-auto"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "export: TypeError"}
requires = {"numpy", "torch>=2.6"}
near = ["modules/numpy_array_on_module", "modules/numpy_product_of_sizes"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / float(numpy.sqrt(x.shape[-1]))


class Power(torch.nn.Module):
    """Write the root as a power, which gives a symbolic number."""

    def forward(self, x):
        return x * x.shape[-1] ** -0.5


model = Model()
rewrites = {"power": Power()}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {1: torch.export.Dim.AUTO}}
more_args = [(torch.ones(4, 5),)]
