"""Take another way while exporting

`torch.compiler.is_exporting()` is true in both modes while the model is traced, and false in eager mode. Code that does
the same in other words can stand behind it; nothing checks that it does the same.
"""

import torch

tags = {"python.control-flow"}
requires = {"torch>=2.7"}


class Model(torch.nn.Module):
    def forward(self, x):
        if torch.compiler.is_exporting():
            return x * x.sigmoid()
        return torch.nn.functional.silu(x)


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
