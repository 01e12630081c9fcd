"""Return a dtype or a device beside a tensor

The output of a graph holds tensors, numbers, texts and None. A `torch.dtype` is none of these and is taken for a
container that was not registered, which is what the message speaks of.
"""

import torch

tags = {"torch.dtype", "torch.device", "torch.pytree"}
expect = {"strict": "export: RuntimeError", "nonstrict": "export: RuntimeError"}
no_rewrite = "no graph returns a dtype, and none has to: the caller reads it off the tensor that is returned"
near = ["inputs_outputs/dtype_as_input"]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x.double()
        return y * 2, y.dtype


model = Model()
example_args = (torch.randn(3),)
