"""Hand in a member of an enum of strings

The member is a string, so the exported program checks it, against the text that `str()` gives: `Pooling.MEAN`. The
member equals `mean`, and the program refuses the very example it was made from. Hand in the plain string, which is
compared with the members as before.
"""

import enum

import torch

tags = {"python.enum", "python.constant-input", "torch.guard"}
expect = {"strict": "run: AssertionError", "nonstrict": "run: AssertionError"}
near = ["inputs_outputs/enum_member_as_input", "inputs_outputs/text_as_input"]


class Pooling(str, enum.Enum):
    MEAN = "mean"
    LAST = "last"


class Model(torch.nn.Module):
    def forward(self, x, pooling):
        return x.mean(0) if pooling == Pooling.MEAN else x[-1]


model = Model()
rewrites = {"plain string": {"example_args": (torch.randn(2, 3), "mean")}}
example_args = (torch.randn(2, 3), Pooling.MEAN)
more_args = [(torch.ones(2, 3), "mean"), (torch.ones(2, 3), "last")]
