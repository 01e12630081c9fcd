"""Ask the flags of a NumPy array whether it is contiguous

Strict mode follows arrays through PyTorch's copy of NumPy's functions, which knows sizes and values but no flags.
Non-strict mode has no array of a traced tensor at all. Ask the tensor.
"""

import torch

tags = {"python.numpy", "torch.memory-layout", "python.graph-break"}
expect = {"strict": "export: GB0157", "nonstrict": "export: RuntimeError"}
near = ["modules/numpy_strides_of_array", "modules/numpy_size_in_bytes"]
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        if x.numpy().flags.c_contiguous:
            return x.reshape(-1) * 2
        return x.T.reshape(-1) * 2


class AsksTensor(torch.nn.Module):
    """Ask `is_contiguous()`; the answer is that of the example, as any branch on a layout."""

    def forward(self, x):
        if x.is_contiguous():
            return x.reshape(-1) * 2
        return x.T.reshape(-1) * 2


model = Model()
rewrites = {"is_contiguous": AsksTensor()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
