"""Warn from `forward` with `warnings.warn`

Both modes accept the call. The warning appears while the program is traced, at most, and the exported program never
gives it; a condition that matters belongs into `torch._check`.
"""

import warnings

import torch

tags = {"python.side-effect"}
near = [
    "standard_library/silence_warnings",
    "standard_library/logger_of_the_module",
    "standard_library/traceback_of_caught_error",
]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.shape[0] < 8:
            warnings.warn("few rows: the statistics are rough", RuntimeWarning, stacklevel=2)
        return (x - x.mean(0)) / x.std(0)


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.arange(12.0).reshape(4, 3),)]
