"""Take a window with `narrow` that starts at a tensor

`narrow` accepts a tensor as its start and reads it as a number behind the scenes. The symbol that stands for it is made
twice, and both modes miss one of them in the result. With `.item()` it is made once.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "export: PendingUnbackedSymbolNotFound", "nonstrict": "export: PendingUnbackedSymbolNotFound"}
near = ["tensor_values/fill_with_maximum", "tensor_values/steps_from_tensor"]


class Model(torch.nn.Module):
    def forward(self, x, start):
        return x.narrow(0, start, 2) * 2


class ByItem(torch.nn.Module):
    """Take the number oneself."""

    def forward(self, x, start):
        return x.narrow(0, start.item(), 2) * 2


model = Model()
rewrites = {"item": ByItem()}
example_args = (torch.randn(5), torch.tensor(1))
more_args = [(torch.arange(5.0), torch.tensor(0)), (torch.arange(5.0), torch.tensor(3))]
