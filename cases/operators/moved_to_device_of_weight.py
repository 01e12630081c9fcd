"""Move an input to the device of the weights

`.to` with a device is a part of the graph, and the device in it is the one the weights had while tracing. What is asked
of the device, as by `is_cuda`, is answered once, and the other way is gone. The program also checks that the input has
the device and dtype of the example, and refuses others.
"""

import torch

tags = {"torch.device", "torch.dtype"}
near = ["running/on_cuda", "operators/cast_then_in_place"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        moved = x.to(self.weight.device, torch.float64)
        if x.is_cuda:
            moved = moved.half()
        return self.weight * moved + torch.arange(3, device=x.device)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),), (torch.ones(2, 3, dtype=torch.float64),)]
