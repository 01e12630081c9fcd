"""Return a tensor that `requires_grad_()` was called on

Strict mode follows the call on a tensor that is made inside, as long as it stays there. Returned it would need a
gradient of its own, which the graph cannot promise, and strict mode refuses. Non-strict mode leaves the call out.
"""

import torch

tags = {"torch.autograd", "python.graph-break"}
expect = {"strict": "export: GB7324"}
near = ["views_and_memory/gradient_asked_of_input", "views_and_memory/gradient_asked_inside"]


class Model(torch.nn.Module):
    def forward(self, x):
        latent = x.detach().tanh().requires_grad_()
        return latent * 2


class CallerAsks(torch.nn.Module):
    """Return it as it is, and let the caller ask for gradients."""

    def forward(self, x):
        return x.detach().tanh() * 2


model = Model()
rewrites = {"left to the caller": CallerAsks()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
