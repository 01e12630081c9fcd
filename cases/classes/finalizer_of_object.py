"""An object whose `__del__` restores a setting

Python calls `__del__` as soon as nothing names the object any more. Strict mode follows the assignments and not the end
of an object's life, so what `__del__` would undo stays done, and the exported program is wrong without an error.
Non-strict mode runs Python. A `with` statement says when a setting ends.
"""

import contextlib

import torch

tags = {"python.class", "python.side-effect", "torch.soundness"}
expect = {"strict": "run: ValuesDiffer"}
near = ["python_statements/context_manager_class"]


class Doubled:
    def __init__(self, settings):
        self.settings = settings
        settings["scale"] = 2.0

    def __del__(self):
        self.settings["scale"] = 1.0


class Model(torch.nn.Module):
    def forward(self, x):
        settings = {"scale": 1.0}
        guard = Doubled(settings)
        inner = x * settings["scale"]
        del guard
        return inner.sin() * settings["scale"]


@contextlib.contextmanager
def _doubled(settings):
    settings["scale"] = 2.0
    yield
    settings["scale"] = 1.0


class With(torch.nn.Module):
    """Say the end of the setting by a `with` statement."""

    def forward(self, x):
        settings = {"scale": 1.0}
        with _doubled(settings):
            inner = x * settings["scale"]
        return inner.sin() * settings["scale"]


model = Model()
rewrites = {"with": With()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
