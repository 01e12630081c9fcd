"""Register a forward hook inside `forward`

Registering a hook counts the hooks in a class attribute, which strict mode cannot set. A hook that was registered
before export is followed by both modes, and its operators are in the graph. Mostly the wanted tensor can be computed by
calling the layers one by one.
"""

import torch

tags = {"python.side-effect", "torch.module", "python.graph-break"}
expect = {"strict": "export: GB0467"}
near = ["classes/hook_registered_before"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2))

    def forward(self, x):
        hidden = []
        handle = self.body[1].register_forward_hook(lambda module, args, output: hidden.append(output))
        result = self.body(x)
        handle.remove()
        return result, hidden[0]


class LayerByLayer(torch.nn.Module):
    """Call the layers in a loop and keep the output that is wanted."""

    def __init__(self, model):
        super().__init__()
        self.body = model.body

    def forward(self, x):
        hidden = []
        for layer in self.body:
            x = layer(x)
            hidden.append(x)
        return x, hidden[1]


model = Model()
rewrites = {"layer by layer": LayerByLayer(model)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
