"""Remove a hook inside `forward` that was registered before

Strict mode has no stand-in for the handle of a hook that was made outside of what it traces. Non-strict mode removes
the hook while tracing and writes down what the first call does; in eager mode every later call finds no hook any more.
Decide about hooks before export.
"""

import torch

tags = {"torch.hook", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0013", "nonstrict": "run: ValuesDiffer"}


def _double(module, args, output):
    return output * 2


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)
        self.handle = self.layer.register_forward_hook(_double)

    def forward(self, x):
        first = self.layer(x)
        self.handle.remove()
        return first + self.layer(x)


class WithoutHook(torch.nn.Module):
    """Write down what the hook does, where it is wanted; every call then does what the first one did."""

    def __init__(self, layer):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)
        self.layer.load_state_dict(layer.state_dict())

    def forward(self, x):
        return self.layer(x) * 2 + self.layer(x)


model = Model()
rewrites = {"no hook": WithoutHook(model.layer)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
