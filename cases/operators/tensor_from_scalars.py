"""Build a tensor from one-element tensors with `torch.tensor`

`torch.tensor` wants numbers, so eager mode reads the value of each tensor. Non-strict mode has no values to read.
Strict mode turns the list into operators, among them a question for the common dtype that strict export cannot trace a
second time. `torch.stack` never leaves tensors.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "python.data-structure"}
expect = {"strict": "decompose: NonCoreATen, retrace: GB0208", "nonstrict": "export: RuntimeError"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.tensor([x.min(), x.max()])


class Stack(torch.nn.Module):
    """Stack the tensors; gradients then flow through, which `torch.tensor` cuts."""

    def forward(self, x):
        return torch.stack([x.amin(), x.amax()])


model = Model()
rewrites = {"stack": Stack()}
example_args = (torch.tensor([3.0, 1.0, 2.0]),)
more_args = [(torch.tensor([-1.0, 0.0, 5.0]),)]
