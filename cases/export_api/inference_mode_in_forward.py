"""`torch.inference_mode` as a decorator of `forward`

Both modes trace through the decorator, which servers put on their models.
"""

import torch

tags = {"torch.autograd"}
near = ["export_api/no_grad_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    @torch.inference_mode()
    def forward(self, x):
        return self.layer(x) + 1


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
