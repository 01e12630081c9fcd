"""Ask whether inference mode is on

Inference mode is state of the thread and not of the graph. Strict mode refuses to guess the answer; non-strict mode
bakes the one of the moment into the graph, so a program exported outside of inference mode keeps that side inside of
it. Make the choice before export.
"""

import torch

tags = {"torch.autograd", "python.control-flow", "python.graph-break"}
expect = {"strict": "export: GB0046"}
near = ["modules/inference_tensor_asked"]


class Model(torch.nn.Module):
    def forward(self, x):
        if torch.is_inference_mode_enabled():
            return x.sin_()
        return x.sin()


class OneSide(torch.nn.Module):
    """Take the side that is always right; reusing memory is up to the compiler."""

    def forward(self, x):
        return x.sin()


model = Model()
rewrites = {"one side": OneSide()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
