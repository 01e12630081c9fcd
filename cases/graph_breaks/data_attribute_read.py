"""Read the `.data` of a tensor

Tracing does not record what `.data` gives, so it becomes a constant that has a shape and no values. Strict mode
returns such a program, whose result is no real tensor; non-strict mode refuses. `.detach()` says the same and is
recorded.
"""

import torch

tags = {"torch.tensor-data"}
expect = {"strict": "run: TypeDiffers", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#170672"]
near = ["graph_breaks/data_attribute_write"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * x.data.abs().amax()


class Detached(torch.nn.Module):
    """Detach instead; unlike `.data`, autograd then notices when the shared memory is written to."""

    def forward(self, x):
        return x * x.detach().abs().amax()


model = Model()
rewrites = {"detach": Detached()}
example_args = (torch.randn(3, 3),)
more_args = [(torch.ones(3, 3),)]
