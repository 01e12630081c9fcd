"""Hand in 2.0 where the example had 2

The number is checked by value, and `2.0 == 2`: the program accepts it and multiplies by the integer. For a tensor of
integers eager mode would have given floats. The same holds for True and 1.
"""

import torch

tags = {"python.constant-input", "torch.guard", "torch.dtype", "torch.soundness"}
expect = {"strict": "generalize: DtypeDiffers", "nonstrict": "generalize: DtypeDiffers"}
no_rewrite = "the type of a plain number belongs to the program: convert it before the call, or hand in a tensor"


class Model(torch.nn.Module):
    def forward(self, counts, factor):
        return counts * factor


model = Model()
example_args = (torch.tensor([1, 2, 3]), 2)
more_args = [(torch.tensor([4, 5, 6]), 2), (torch.tensor([4, 5, 6]), 2.0)]
