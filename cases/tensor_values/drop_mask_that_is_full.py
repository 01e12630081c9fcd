"""Drop an attention mask when it masks nothing

Models leave the mask out when `mask.all()`, to reach a faster kernel. Whether it is full depends on its values, so
tracing cannot choose. Whether there is a mask at all is known: let the caller pass None.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
issues = ["huggingface/transformers#46148"]
near = ["tensor_values/repair_when_any_is_nan"]


class Model(torch.nn.Module):
    def forward(self, x, seen):
        if seen is not None and seen.all():
            seen = None
        return F.scaled_dot_product_attention(x, x, x, attn_mask=seen)


class KeepsMask(torch.nn.Module):
    """Mask always. A full mask changes no number, and costs the kernel that knows no mask."""

    def forward(self, x, seen):
        return F.scaled_dot_product_attention(x, x, x, attn_mask=seen)


model = Model()
rewrites = {"keep the mask": KeepsMask()}
example_args = (torch.randn(1, 3, 4), torch.ones(3, 3, dtype=torch.bool))
more_args = [(torch.randn(1, 3, 4), torch.ones(3, 3, dtype=torch.bool).tril())]
