"""Enter one's own context managers through `contextlib.ExitStack`

Generators under `contextlib.contextmanager`, callbacks, and `contextlib.suppress` are Python that both modes follow
through the stack.
"""

import contextlib

import torch

tags = {"python.context-manager", "python.exception"}
near = ["standard_library/exit_stack", "standard_library/redirect_prints"]


@contextlib.contextmanager
def _logged(steps, name):
    steps.append(f"+{name}")
    try:
        yield len(steps)
    finally:
        steps.append(f"-{name}")


class Model(torch.nn.Module):
    def forward(self, x):
        steps = []
        with contextlib.ExitStack() as stack:
            for name in ("outer", "inner"):
                x = x * stack.enter_context(_logged(steps, name))
            stack.callback(steps.append, "done")
            with contextlib.suppress(KeyError):
                x = {"other": x}["missing"]
        return x + len(steps)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
