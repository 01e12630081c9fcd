"""Keep the handle of a tensor hook in a global variable

Strict mode traces a hook on a tensor, but the handle that `register_hook` returns is a stand-in that it cannot store
outside. Non-strict mode stores the true handle. Do not keep it: the hook goes with the tensor.
"""

import torch

tags = {"torch.hook", "python.global", "torch.autograd", "python.graph-break"}
expect = {"strict": "export: GB0101"}
near = ["modules/hook_asks_for_layout"]

HANDLE = None


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        global HANDLE
        hidden = self.layer(x)
        HANDLE = hidden.register_hook(lambda grad: grad * 0.1)
        return hidden.relu()


class HandleNotKept(Model):
    """Register the hook and let the handle go; it can then not be removed by hand."""

    def forward(self, x):
        hidden = self.layer(x)
        hidden.register_hook(lambda grad: grad * 0.1)
        return hidden.relu()


def _handle_not_kept():
    rewritten = HandleNotKept()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"handle not kept": _handle_not_kept()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
