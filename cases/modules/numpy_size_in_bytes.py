"""Measure a tensor by the bytes of its NumPy array

`tobytes()` copies the memory into Python, which nothing in a graph can do. Strict mode refuses the method and
non-strict mode the array. The number of bytes follows from the size and the dtype.
"""

import torch

tags = {"python.numpy", "torch.tensor-data", "python.graph-break"}
expect = {"strict": "export: GB0158", "nonstrict": "export: RuntimeError"}
near = ["modules/numpy_flags_of_array", "modules/numpy_strides_of_array"]
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x / len(x.numpy().tobytes())


class AsksTensor(torch.nn.Module):
    """Multiply the number of elements by the size of one."""

    def forward(self, x):
        return x / (x.numel() * x.element_size())


model = Model()
rewrites = {"element_size": AsksTensor()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
