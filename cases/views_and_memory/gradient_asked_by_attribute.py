"""Set `requires_grad = True` on a tensor

Making a leaf of autograd in the middle of a graph is something that strict mode cannot carry through, so it refuses the
assignment. Non-strict mode leaves it out. Without a backward pass in `forward` the flag changes no number.
"""

import torch

tags = {"torch.autograd", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB0206"}
near = ["views_and_memory/gradient_asked_of_input", "views_and_memory/new_tensor_with_gradient"]


class Model(torch.nn.Module):
    def forward(self, x):
        latent = x.detach().clone()
        latent.requires_grad = True
        return latent.tanh()


class Detached(torch.nn.Module):
    """Leave the flag alone. A caller who wants the gradient of the latent has to get it as an input."""

    def forward(self, x):
        return x.detach().tanh()


model = Model()
rewrites = {"without the flag": Detached()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
