"""A buffer that is not persistent

`persistent=False` keeps a buffer out of the state dict. The exported program still needs its values, so they are saved
with the program, and the signature says that the buffer is not persistent.
"""

import torch

tags = {"torch.buffer", "torch.serialization"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("frequencies", torch.arange(1.0, 4.0), persistent=False)

    def forward(self, x):
        return (x * self.frequencies).sin()


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
