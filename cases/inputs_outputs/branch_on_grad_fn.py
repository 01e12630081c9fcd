"""Ask by `grad_fn` whether a tensor was computed under autograd

The node that `grad_fn` names belongs to a graph that export does not build in strict mode, so the attribute is refused
on a result that needs a gradient. `requires_grad` answers the same question and both modes know it.
"""

import torch

tags = {"torch.autograd", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB0104"}
near = ["inputs_outputs/gradient_retained"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        hidden = self.layer(x)
        return hidden.detach() if hidden.grad_fn is not None else hidden + 1


class AsksRequiresGrad(Model):
    """Ask `requires_grad`; it is true for leaves too, which have no `grad_fn`."""

    def forward(self, x):
        hidden = self.layer(x)
        return hidden.detach() if hidden.requires_grad else hidden + 1


def _asks_requires_grad():
    rewritten = AsksRequiresGrad()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"requires_grad": _asks_requires_grad()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
