"""Ask inside `forward` whether a file exists

`os.path.exists` calls the system, which strict mode does not follow; joining and splitting paths is plain text and
works. Ask in `__init__`: the answer is fixed by export in any case.
"""

import os

import torch

tags = {"python.control-flow", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/environment_switch"]


class Model(torch.nn.Module):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def forward(self, x):
        if os.path.exists(os.path.join(self.path, "calibration.json")):
            return x * 0.5
        return x


class AsksBefore(torch.nn.Module):
    """Ask once, in `__init__`."""

    def __init__(self, path):
        super().__init__()
        self.calibrated = os.path.exists(os.path.join(path, "calibration.json"))

    def forward(self, x):
        return x * 0.5 if self.calibrated else x


model = Model("no such folder")
rewrites = {"ask in __init__": AsksBefore("no such folder")}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
