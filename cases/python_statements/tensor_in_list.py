"""Ask with `in` whether a tensor is in a list

`in` compares with `is` first and with `==` after that. Non-strict mode runs this in Python and finds the object itself.
Strict mode records `==` for every element, and the truth of that is a branch on a tensor. Say which of the two is
meant.
"""

import torch

tags = {"python.object-identity", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0170"}
near = ["python_statements/name_in_list"]


class Model(torch.nn.Module):
    def forward(self, x):
        hidden = x.tanh()
        outputs = [hidden]
        if hidden in outputs:
            return hidden * 2
        return hidden


class AsksForIdentity(torch.nn.Module):
    """Ask with `is` for each element; equal values in two tensors then never count."""

    def forward(self, x):
        hidden = x.tanh()
        outputs = [hidden]
        if any(output is hidden for output in outputs):
            return hidden * 2
        return hidden


model = Model()
rewrites = {"is": AsksForIdentity()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
