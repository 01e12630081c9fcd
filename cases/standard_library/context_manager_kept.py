"""Keep a context manager in an attribute before it is entered

Strict mode writes attributes of the module back when it is done, and cannot make a context manager that came from a
generator. Non-strict mode keeps the true one. A local name is not written back.
"""

import contextlib

import torch

tags = {"python.context-manager", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB2533"}


@contextlib.contextmanager
def _temperature(value):
    yield value


class Model(torch.nn.Module):
    def forward(self, x):
        self.region = _temperature(0.5)
        with self.region as value:
            return x / value


class LocalName(torch.nn.Module):
    """Keep it in a local name; nobody else can ask for it then."""

    def forward(self, x):
        region = _temperature(0.5)
        with region as value:
            return x / value


model = Model()
rewrites = {"local name": LocalName()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
