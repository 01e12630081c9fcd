"""`nn.Transformer` with a causal mask for the target

Given a mask and no hint, the decoder compares the mask with the causal one to choose a faster kernel. The comparison
ends in `bool()` of a tensor, which both modes refuse. Say `tgt_is_causal=True`, and nothing is compared.
"""

import torch

tags = {"torch.attention", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/padded_text_encoder"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.transformer = torch.nn.Transformer(4, 2, 1, 1, 8, batch_first=True)

    def forward(self, source, target):
        mask = torch.nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        return self.transformer(source, target, tgt_mask=mask)


class Hinted(torch.nn.Module):
    """Say that the mask is causal; a wrong hint gives a wrong answer."""

    def __init__(self, transformer):
        super().__init__()
        self.transformer = transformer

    def forward(self, source, target):
        mask = torch.nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        return self.transformer(source, target, tgt_mask=mask, tgt_is_causal=True)


model = Model().eval()
rewrites = {"hint": Hinted(model.transformer).eval()}
example_args = (torch.randn(2, 3, 4), torch.randn(2, 5, 4))
more_args = [(torch.ones(2, 3, 4), torch.ones(2, 5, 4))]
