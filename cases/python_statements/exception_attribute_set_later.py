"""Set an attribute on a RuntimeError

Strict mode models the exceptions of Python with their arguments, cause and context, and cannot set other attributes on
them. On an exception of a class of one's own it can, best in the constructor.
"""

import torch

tags = {"python.exception", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0135"}
near = ["python_statements/exception_with_message_and_value", "python_statements/errno_of_exception"]


class WithPartial(Exception):
    def __init__(self, partial):
        self.partial = partial


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            for step in range(4):
                x = x * 0.5
                if step == 2:
                    error = RuntimeError("three rounds")
                    error.partial = x
                    raise error
        except RuntimeError as error:
            x = error.partial
        return x + 1


class StoredByTheClass(torch.nn.Module):
    """Hand the value to the constructor of the exception."""

    def forward(self, x):
        try:
            for step in range(4):
                x = x * 0.5
                if step == 2:
                    raise WithPartial(x)
        except WithPartial as error:
            x = error.partial
        return x + 1


model = Model()
rewrites = {"constructor": StoredByTheClass()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
