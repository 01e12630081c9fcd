"""Ask with `in` whether a tensor holds a number

`end in tokens` is `(tokens == end).any()` made into a Python bool, which is a value that tracing does not have. Without
the `in` the answer stays a tensor.
"""

import torch

tags = {"python.builtin", "python.control-flow", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}


class Model(torch.nn.Module):
    def forward(self, scores, tokens):
        if 2 in tokens:
            return torch.zeros_like(scores)
        return scores


class Masks(torch.nn.Module):
    """Multiply by whether to go on; both results are computed."""

    def forward(self, scores, tokens):
        return torch.where((tokens == 2).any(), 0.0, scores)


model = Model()
rewrites = {"where": Masks()}
example_args = (torch.randn(3), torch.tensor([5, 7, 1]))
more_args = [(torch.ones(3), torch.tensor([5, 2, 1])), (torch.ones(3), torch.tensor([0, 0, 0]))]
