"""Change the default dtype for a part of the program

The default dtype is state of the process, not of the graph. Tracing records `torch.zeros` without a dtype, and when the
exported program runs, the default is float32 again: the answer has another dtype than in eager mode, without any error.
Name the dtype where the tensor is made.
"""

import torch

tags = {"torch.dtype", "torch.soundness", "python.global"}
expect = {"strict": "run: DtypeDiffers", "nonstrict": "run: DtypeDiffers"}


class Model(torch.nn.Module):
    def forward(self, x):
        torch.set_default_dtype(torch.float64)
        total = torch.zeros(3)
        torch.set_default_dtype(torch.float32)
        return total + x


class WithDtype(torch.nn.Module):
    """Pass `dtype` to each call that makes a tensor; nothing is given up but the brevity."""

    def forward(self, x):
        total = torch.zeros(3, dtype=torch.float64)
        return total + x


model = Model()
rewrites = {"name the dtype": WithDtype()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
