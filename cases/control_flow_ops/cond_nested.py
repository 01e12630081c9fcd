"""`torch.cond` inside a branch of `torch.cond`

An `elif` on tensor values: the second predicate is computed in the branch that needs it. Branches nest to any depth,
and all leaves return the same shapes and dtypes.
"""

import torch

tags = {"torch.cond", "torch.dynamic-value", "python.control-flow"}
near = ["control_flow_ops/cond_inside_while_loop"]


class Model(torch.nn.Module):
    def forward(self, x):
        def rest(x):
            return torch.cond(x.sum() < 1, lambda x: x.sqrt(), lambda x: x * 0.5, (x,))

        return torch.cond(x.sum() > 10, lambda x: x.log1p(), rest, (x.relu(),))


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.full((3,), 9.0),), (torch.ones(3),), (torch.zeros(3),)]
