"""A tensor hook that asks whether the gradient is contiguous

Strict mode traces the hook with a stand-in for the gradient, whose strides are not known, and refuses a branch on
them. Non-strict mode does not run the hook. Write a hook that does not depend on the layout.
"""

import torch

tags = {"torch.hook", "torch.memory-layout", "torch.autograd", "python.graph-break"}
expect = {"strict": "export: GB7444"}
near = ["modules/hook_handle_in_global"]


def _scaled(grad):
    return grad.mul_(0.1) if grad.is_contiguous() else grad * 0.1


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        hidden = self.layer(x)
        hidden.register_hook(_scaled)
        return hidden.relu()


class AnyLayout(Model):
    """Treat every gradient alike, and make a new tensor each time."""

    def forward(self, x):
        hidden = self.layer(x)
        hidden.register_hook(lambda grad: grad * 0.1)
        return hidden.relu()


def _any_layout():
    rewritten = AnyLayout()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"any layout": _any_layout()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
