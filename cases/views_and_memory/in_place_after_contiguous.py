"""Change the result of `contiguous()` in place

For a contiguous input `contiguous()` gives the input itself, and the caller sees the change; for a transposed one it
gives a copy. The exported program does what was right for the example: here it changes every later input. Say `clone()`
when a copy is meant.
"""

import torch

tags = {"torch.alias", "torch.mutation", "torch.memory-layout", "torch.soundness"}
expect = {"strict": "generalize: InputMutationDiffers", "nonstrict": "generalize: InputMutationDiffers"}
no_rewrite = "what eager mode does depends on strides: write into the input or into a clone, whichever is meant"
near = ["views_and_memory/strides_as_numbers"]


class Model(torch.nn.Module):
    def forward(self, x):
        x = x.contiguous()
        x.add_(1)
        return x * 2


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),), (torch.ones(4, 3).t(),)]
