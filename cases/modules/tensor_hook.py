"""Register a hook on a tensor inside of `forward`

The hook concerns gradients only. Both modes trace the call and keep nothing of it in the graph, so the answer is right,
and a backward pass through the exported program does without the hook.
"""

import torch

tags = {"torch.hook", "torch.autograd"}
near = ["modules/backward_hook"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        hidden = self.layer(x)
        hidden.register_hook(lambda grad: grad * 0.1)
        return hidden.relu()


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
