"""A backward that queues a callback in the autograd engine

Libraries that gather gradients ask the engine to call them when the backward pass is over. Strict mode traces the
backward of the function and refuses the request; non-strict mode does not look at it. Leave it out of what is
exported.
"""

import torch

tags = {"torch.autograd-function", "torch.training", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0166"}


def _finish():
    print("gradients are complete")


class Announce(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        torch.autograd.Variable._execution_engine.queue_callback(_finish)
        return grad


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        return Announce.apply(self.layer(x)) * 2


class NotWhileExporting(Model):
    """Leave the function out while a compiler looks; the exported program announces nothing."""

    def forward(self, x):
        hidden = self.layer(x)
        if not torch.compiler.is_compiling():
            hidden = Announce.apply(hidden)
        return hidden * 2


def _not_while_exporting():
    rewritten = NotWhileExporting()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"not while exporting": _not_while_exporting()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
