"""`scaled_dot_product_attention` over selected tokens

Choosing a kernel, the operator asks whether there is any token at all, and of a size that depends on the data that is
not known. Matrix product and softmax, of which attention is made, ask nothing.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
issues = ["pytorch/pytorch#121000"]
near = ["data_dependent/layers_on_selection"]


class Model(torch.nn.Module):
    def forward(self, x, keep):
        chosen = x[keep][None, None]
        return torch.nn.functional.scaled_dot_product_attention(chosen, chosen, chosen)


class WrittenOut(torch.nn.Module):
    """Write the attention out; a backend may no longer find it as one operator."""

    def forward(self, x, keep):
        chosen = x[keep][None, None]
        return (chosen @ chosen.transpose(2, 3) / 2).softmax(-1) @ chosen


model = Model()
rewrites = {"written out": WrittenOut()}
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]
