"""Return a number from `.item()`

The number is a symbol while tracing and an output like a tensor: each call returns the number of that call.
"""

import torch

tags = {"torch.item", "torch.dynamic-value"}
near = ["inputs_outputs/size_as_output", "inputs_outputs/text_of_item_as_output"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * 2, x.sum().item(), x.argmax().item()


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),), (-torch.arange(3.0),)]
