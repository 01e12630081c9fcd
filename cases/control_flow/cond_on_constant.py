"""`torch.cond` with a predicate that is a Python constant

A Python bool is known while tracing, so only the taken branch is traced and no `cond` is left in the graph. A plain
`if` says the same with fewer words.
"""

import torch

tags = {"torch.cond", "python.control-flow"}
near = ["control_flow/cond_on_shape", "control_flow/cond_on_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.dim() == 2 and x.shape[1] == 3, lambda x: x.sum(1), lambda x: x.sum(0), (x,))


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),), (torch.ones(3, 4),)]
