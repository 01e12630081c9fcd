"""Enter `torch.no_grad()` through `contextlib.ExitStack`

An ExitStack looks up `__enter__` on the class and calls it with the object. For torch's own context managers strict
mode has rules for the `with` statement only, and not for that call. The statement works.
"""

import contextlib

import torch

tags = {"python.context-manager", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["standard_library/exit_stack_of_generators", "standard_library/lock_around_a_cache"]


class Model(torch.nn.Module):
    def __init__(self, frozen):
        super().__init__()
        self.frozen = frozen

    def forward(self, x):
        with contextlib.ExitStack() as stack:
            if self.frozen:
                stack.enter_context(torch.no_grad())
            return x.tanh() * 2


class ChoosesManager(torch.nn.Module):
    """Choose the context manager first, and enter it with `with`; `nullcontext` stands for none."""

    def __init__(self, frozen):
        super().__init__()
        self.frozen = frozen

    def forward(self, x):
        with torch.no_grad() if self.frozen else contextlib.nullcontext():
            return x.tanh() * 2


model = Model(True)
rewrites = {"with": ChoosesManager(True)}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
