"""Branch on a static shape

Without dynamic shapes every size is a number while tracing, so the taken side is the whole program. An input of
another shape is refused, also where eager would have taken the other side.
"""

import torch

tags = {"python.control-flow", "torch.static-shape"}
near = ["control_flow/branch_on_tensor_value", "dynamic_shapes/branch_on_size_range"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.shape[0] > 3:
            return x.sum(0)
        return x.amax(0)


model = Model()
example_args = (torch.randn(5, 2),)
more_args = [(torch.zeros(5, 2),), (torch.zeros(2, 2),)]
