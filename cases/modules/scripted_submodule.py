"""A submodule compiled by `torch.jit.script`

TorchScript runs in an interpreter of its own, which neither mode sees into. Strict mode names it. Non-strict mode fails
without a word of it: on the scripted module itself at the number of arguments, and on a deep copy, as measured here, at
weights that are no `Parameter` objects. Keep the Python module and export that.
"""

import torch

tags = {"torch.script", "torch.module"}
expect = {"strict": "export: GB4695", "nonstrict": "export: SpecViolationError"}


class Model(torch.nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return self.layer(x).relu()


_layer = torch.nn.Linear(3, 2)
model = Model(torch.jit.script(_layer))
# Gives up what script did to the layer: export compiles the whole anyway.
rewrites = {"Python module": Model(_layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
