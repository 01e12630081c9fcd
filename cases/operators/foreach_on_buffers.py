"""Update a list of buffers with `torch._foreach_lerp_`

Operators on lists of tensors are traced as they are; strict mode even writes the interpolation as a subtraction and a
multiplication of lists. None is core ATen. A loop over the tensors gives the same operators one by one, and on a GPU a
compiler fuses them again.
"""

import torch

tags = {"torch.foreach", "torch.buffer", "torch.mutation", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/foreach_on_inputs"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(3))
        self.register_buffer("square", torch.ones(3))

    def forward(self, x):
        torch._foreach_lerp_([self.mean, self.square], [x, x * x], 0.1)
        return (x - self.mean) / self.square.sqrt()


class Loop(Model):
    """Loop over the buffers; eager mode then launches one kernel for each."""

    def forward(self, x):
        for average, new in ((self.mean, x), (self.square, x * x)):
            average.lerp_(new, 0.1)
        return (x - self.mean) / self.square.sqrt()


model = Model()
rewrites = {"loop": Loop()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
