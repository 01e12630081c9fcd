"""Convert an image to channels-last in `forward`

The conversion is an operator of the graph, so it is done at run time whatever strides the input has. The result of the
exported program has the same values; its strides are the program's own affair.
"""

import torch

tags = {"torch.memory-layout", "torch.image"}
expect = {"strict": "specs: FixRefused", "nonstrict": "specs: FixRefused"}
near = ["operators/branch_on_contiguity"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3, 4, 3)

    def forward(self, image):
        return self.conv(image.contiguous(memory_format=torch.channels_last)).relu()


model = Model()
example_args = (torch.randn(2, 3, 5, 5),)
more_args = [(torch.randn(2, 3, 5, 5).contiguous(memory_format=torch.channels_last),)]
