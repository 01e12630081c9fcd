"""Compute with the strides of a NumPy array

NumPy counts strides in bytes, and the tracer's stand-in for an array does not have them. Strict mode notices when
something is computed with them. Non-strict mode has no array of a traced tensor. Ask the tensor, which counts in
elements.
"""

import torch

tags = {"python.numpy", "torch.memory-layout", "python.graph-break"}
expect = {"strict": "export: GB4841", "nonstrict": "export: RuntimeError"}
near = ["modules/numpy_flags_of_array", "modules/numpy_size_in_bytes", "modules/numpy_strides_type_test"]
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x * (x.numpy().strides[0] // 4)


class AsksTensor(torch.nn.Module):
    """Ask `stride(0)`; it is in elements already."""

    def forward(self, x):
        return x * x.stride(0)


model = Model()
rewrites = {"stride": AsksTensor()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
