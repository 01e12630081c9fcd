"""A forward hook that was registered before export

Both modes run the hooks of a module as part of its call: what they compute is in the graph, and they may replace the
output.
"""

import torch

tags = {"torch.module", "python.side-effect"}
near = ["classes/hook_registered_in_forward"]


def _clip(module, args, output):
    return output.clamp(-1.0, 1.0)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.layer.register_forward_hook(_clip)
        self.layer.register_forward_pre_hook(lambda module, args: (args[0] * 4,))

    def forward(self, x):
        return self.layer(x) * 2


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.full((2, 3), 9.0),)]
