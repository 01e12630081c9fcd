"""Mask with `torch.finfo(x.dtype).min`

The smallest number of the input's dtype is computed while tracing and stays in the graph as a constant. The dtype of a
later input is not checked: the program fills a tensor of doubles with the smallest float. `masked_fill` with `-inf`
holds for every dtype.
"""

import torch

tags = {"torch.dtype", "torch.attention", "torch.soundness"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
no_rewrite = "a program is made for the dtypes of its example: export once for each dtype, or fill with -inf"
near = ["inputs_outputs/input_of_other_dtype"]


class Model(torch.nn.Module):
    def forward(self, scores, seen):
        return scores.masked_fill(~seen, torch.finfo(scores.dtype).min)


_seen = torch.tensor([True, False, True])
model = Model()
example_args = (torch.randn(3), _seen)
more_args = [(torch.ones(3), _seen), (torch.ones(3, dtype=torch.float64), _seen)]
