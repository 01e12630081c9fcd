"""Close an object at the end of a block with `contextlib.closing`

Strict mode follows context managers that are written as generators or classes of one's own, and keeps a list of those
in contextlib that it leaves alone: `closing`, `redirect_stdout` and their like. Non-strict mode enters them. `try` and
`finally` say the same.
"""

import contextlib

import torch

tags = {"python.context-manager", "python.graph-break"}
expect = {"strict": "export: GB0262"}


class Recorder:
    def __init__(self):
        self.names = []

    def close(self):
        self.names.clear()


class Model(torch.nn.Module):
    def forward(self, x):
        with contextlib.closing(Recorder()) as recorder:
            recorder.names.append("relu")
            return x.relu() * len(recorder.names)


class TryFinally(torch.nn.Module):
    """Call `close` in a `finally`."""

    def forward(self, x):
        recorder = Recorder()
        try:
            recorder.names.append("relu")
            return x.relu() * len(recorder.names)
        finally:
            recorder.close()


model = Model()
rewrites = {"try and finally": TryFinally()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
