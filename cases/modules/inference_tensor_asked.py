"""Ask whether an input was made in inference mode

`is_inference()` is a property of the tensor object that its stand-in while tracing does not have. Strict mode refuses,
non-strict mode answers for the example. Detaching is harmless for every tensor.
"""

import torch

tags = {"torch.autograd", "python.control-flow", "python.graph-break"}
expect = {"strict": "export: GB0045"}
near = ["modules/inference_mode_asked"]


class Model(torch.nn.Module):
    def forward(self, x):
        if not x.is_inference():
            x = x.detach()
        return x * 2


class Always(torch.nn.Module):
    """Detach in any case."""

    def forward(self, x):
        return x.detach() * 2


model = Model()
rewrites = {"always detach": Always()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
