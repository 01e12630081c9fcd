"""Hand in an enum member

An enum member is taken as input and decides the branch while tracing. Unlike an int or a text it gets no guard: the
exported program answers for the member of the example, whatever it is called with. It cannot be saved either. Give the
member to the constructor, or hand in its value, a text that is guarded.
"""

import enum

import torch

tags = {"python.enum", "python.constant-input", "torch.soundness"}
expect = {
    "strict": "generalize: ValuesDiffer, serialize: SerializeError",
    "nonstrict": "generalize: ValuesDiffer, serialize: SerializeError",
}
no_rewrite = "what eager mode does with the member cannot be kept: hand in its value, or choose in the constructor"
near = ["inputs_outputs/text_as_input", "inputs_outputs/string_enum_as_input"]


class Pooling(enum.Enum):
    MEAN = "mean"
    LAST = "last"


class Model(torch.nn.Module):
    def forward(self, x, pooling):
        return x.mean(0) if pooling is Pooling.MEAN else x[-1]


model = Model()
example_args = (torch.randn(2, 3), Pooling.MEAN)
more_args = [(torch.randn(2, 3), Pooling.MEAN), (torch.randn(2, 3), Pooling.LAST)]
