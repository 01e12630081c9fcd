"""Measure the time of a layer with `time.perf_counter`

Strict mode refuses the clock. Non-strict mode reads it while tracing: what it measures is the tracer, and the exported
program measures nothing. Time the call of the program from outside.
"""

import time

import torch

tags = {"python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/environment_switch"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        start = time.perf_counter()
        x = self.layer(x)
        print("layer took", time.perf_counter() - start > 0)
        return x


class Untimed(torch.nn.Module):
    """Leave the clock out; `torch.profiler` sees the operators of an exported program by name."""

    def __init__(self, model):
        super().__init__()
        self.layer = model.layer

    def forward(self, x):
        return self.layer(x)


model = Model()
rewrites = {"without the clock": Untimed(model)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
