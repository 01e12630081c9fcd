"""Hand in a `torch.Size`

The numbers of the size are baked in and checked, and the program runs. To export it once more, strict mode has to look
up the class `torch.Size` in the program's structure of inputs, and fails at that. A plain tuple does.
"""

import torch

tags = {"python.constant-input", "torch.pytree", "torch.retrace"}
expect = {"strict": "retrace: GB0088"}
near = ["inputs_outputs/shape_as_output"]


class Model(torch.nn.Module):
    def forward(self, row, shape):
        return row.expand(shape) * 2


model = Model()
rewrites = {"plain tuple": {"example_args": (torch.randn(3), (2, 3))}}
example_args = (torch.randn(3), torch.Size([2, 3]))
more_args = [(torch.ones(3), torch.Size([2, 3])), (torch.ones(3), torch.Size([4, 3]))]
