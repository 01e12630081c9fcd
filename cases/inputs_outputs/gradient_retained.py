"""Call `retain_grad()` on an intermediate result

The call asks autograd to keep a gradient for later; it says nothing about the answer. Strict mode refuses it, since
what comes after it would not honour it; non-strict mode drops it. Return the intermediate result where its gradient is
wanted.
"""

import torch

tags = {"torch.autograd", "torch.training", "python.graph-break"}
expect = {"strict": "export: GB0108"}
near = ["inputs_outputs/branch_on_grad_fn"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        hidden = self.layer(x)
        if hidden.requires_grad:
            hidden.retain_grad()
        return hidden.relu()


class NotWhileExporting(Model):
    """Keep the call for eager training, and skip it while a compiler looks."""

    def forward(self, x):
        hidden = self.layer(x)
        if hidden.requires_grad and not torch.compiler.is_compiling():
            hidden.retain_grad()
        return hidden.relu()


def _not_while_exporting():
    rewritten = NotWhileExporting()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"not while exporting": _not_while_exporting()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
