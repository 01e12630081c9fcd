"""Return a text with a number from a tensor in it

The number is known when the program runs, and texts are made while tracing. Strict mode refuses to return such a text;
non-strict mode returns one with the name of a symbol in it. Return the number, and let the caller make the text.
"""

import torch

tags = {"torch.item", "python.f-string", "torch.soundness"}
expect = {"strict": "export: AssertionError", "nonstrict": "run: ValuesDiffer"}
no_rewrite = "no graph makes a text: return the number, and format it in the caller"
near = ["inputs_outputs/item_as_output", "inputs_outputs/text_in_output"]


class Model(torch.nn.Module):
    def forward(self, hits):
        return f"{hits.sum().item()} of {hits.numel()}"


model = Model()
example_args = (torch.tensor([1, 0, 1]),)
more_args = [(torch.tensor([1, 1, 1]),)]
