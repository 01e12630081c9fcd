"""A result of dtype `uint32`

The program exports. Saving needs a name for each dtype in the format of the file, and the unsigned ones were added to
it later than to torch. Where they are missing, give back int64 and convert outside of the program.
"""

import torch

tags = {"torch.dtype", "torch.serialization"}
near = ["operators/result_in_eight_bits"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.abs().to(torch.uint32)


model = Model()
example_args = (torch.arange(6),)
more_args = [(torch.zeros(6, dtype=torch.int64),)]
