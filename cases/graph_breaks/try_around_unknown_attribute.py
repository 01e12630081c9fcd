"""`try` around an attribute that may be missing

x
"""

import torch

tags = {"python.exception"}


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            scale = self.scale
        except AttributeError:
            scale = 0.5
        return x * scale


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
