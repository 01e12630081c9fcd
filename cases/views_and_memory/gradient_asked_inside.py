"""Call `requires_grad_()` on a tensor that stays inside

What is returned is detached, so nothing of the gradient leaves the program. Both modes take it; the graph has no trace
of the call.
"""

import torch

tags = {"torch.autograd"}
near = ["views_and_memory/gradient_asked_of_result"]


class Model(torch.nn.Module):
    def forward(self, x):
        latent = x.detach().tanh().requires_grad_()
        return (latent * 2).detach()


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
