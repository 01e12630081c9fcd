"""Branch on whether the input needs a gradient

`requires_grad` of the example decides the branch while tracing, and nothing checks it later: an input that needs a
gradient is answered by the other branch without a word.
"""

import torch

tags = {"torch.autograd", "python.control-flow", "torch.soundness"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
no_rewrite = "no graph asks whether a gradient is needed: choose by `self.training`, and export once for each mode"


class Model(torch.nn.Module):
    def forward(self, x):
        if x.requires_grad:
            return x.sigmoid()
        return (x > 0).float()


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.randn(3),), (torch.randn(3, requires_grad=True),)]
