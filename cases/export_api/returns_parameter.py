"""Return parameters, buffers and inputs as they are

They are outputs of the program like any other; in the exported program they are still the same tensors as the
parameter, the buffer and the input.
"""

import torch

tags = {"torch.module", "torch.alias", "torch.buffer"}
near = ["export_api/no_inputs", "export_api/tied_weights"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))
        self.register_buffer("offset", torch.ones(3))

    def forward(self, x):
        return x * self.weight, self.weight, self.offset, x


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
