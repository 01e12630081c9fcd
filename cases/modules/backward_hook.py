"""A module with a full backward hook

To call the hook, the module wraps its inputs and outputs in an autograd function, which strict mode follows only
together with compiled autograd. Non-strict mode exports the module and leaves the hook out: training the exported
program does not call it. A hook on the tensor exports in both modes.
"""

import torch

tags = {"torch.hook", "torch.autograd", "python.graph-break"}
expect = {"strict": "export: GB0083"}
near = ["modules/tensor_hook"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.layer.register_full_backward_hook(self.clip)

    @staticmethod
    def clip(module, grad_input, grad_output):
        return tuple(grad.clamp(-1, 1) for grad in grad_input)

    def forward(self, x):
        return self.layer(x)


class TensorHook(torch.nn.Module):
    """Hook the layer's input instead; this sees one gradient, not those of all inputs together."""

    def __init__(self, layer):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.layer.load_state_dict(layer.state_dict())

    def forward(self, x):
        x = x * 1
        if x.requires_grad:
            x.register_hook(lambda grad: grad.clamp(-1, 1))
        return self.layer(x)


model = Model()
rewrites = {"hook on the tensor": TensorHook(model.layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
