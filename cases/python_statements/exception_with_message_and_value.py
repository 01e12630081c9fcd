"""An exception class that calls `super().__init__` with its message

Strict mode models exceptions itself, and has no constructor of `Exception` that a subclass could call. The class alone
decides: the same early exit works when `__init__` only stores the value, or when the class has no `__init__` at all.
"""

import torch

tags = {"python.exception", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0006"}
near = ["python_statements/exception_carries_result", "python_statements/exception_attribute_set_later"]


class Found(Exception):
    def __init__(self, message, value):
        super().__init__(message)
        self.value = value


class FoundArgs(Exception):
    pass


class Model(torch.nn.Module):
    def forward(self, layers):
        try:
            for depth, layer in enumerate(layers):
                if layer.shape[0] == 2:
                    raise Found(f"at depth {depth}", layer)
        except Found as found:
            return found.value * 2
        return layers[0]


class PlainException(torch.nn.Module):
    """Leave message and value to `args`, which every exception has; they then have numbers instead of names."""

    def forward(self, layers):
        try:
            for depth, layer in enumerate(layers):
                if layer.shape[0] == 2:
                    raise FoundArgs(f"at depth {depth}", layer)
        except FoundArgs as found:
            return found.args[1] * 2
        return layers[0]


model = Model()
rewrites = {"args": PlainException()}
example_args = ([torch.randn(3), torch.randn(2)],)
more_args = [([torch.ones(3), torch.ones(2)],)]
