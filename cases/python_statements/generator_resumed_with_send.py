"""Resume a generator that was started outside, with `send`

Strict mode makes generators of its own while tracing and cannot step into one that Python has already started. `next`
on it is refused as well, with another code. Non-strict mode steps it once, while tracing, and keeps that value for
good: right only because each value is the same. Keep such a state in a buffer, or read the value before.
"""

import torch

tags = {"python.generator", "python.global", "python.graph-break"}
expect = {"strict": "export: GB0253"}


def _momentum():
    while True:
        yield 0.5


_schedule = _momentum()


class Model(torch.nn.Module):
    def forward(self, x):
        return x * _schedule.send(None)


class ReadBefore(torch.nn.Module):
    """Read the value when the module is made; a schedule that changes belongs outside of the program."""

    def __init__(self):
        super().__init__()
        self.momentum = next(_schedule)

    def forward(self, x):
        return x * self.momentum


model = Model()
rewrites = {"read before": ReadBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
