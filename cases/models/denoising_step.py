"""A step of a diffusion model that adds noise except at the last one

The coefficients are looked up by the step in a tensor, which exports. The `if` on the step does not: it asks for the
value. Draw the noise always and multiply it away at step zero.
"""

import torch

tags = {"python.random", "torch.dynamic-value", "python.control-flow"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/variational_autoencoder", "operators/look_up_by_scalar_tensor"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.predict = torch.nn.Linear(4, 4)
        self.register_buffer("alpha", torch.linspace(0.99, 0.9, 10))

    def forward(self, x, step):
        alpha = self.alpha.index_select(0, step.reshape(1))
        x = (x - (1 - alpha).sqrt() * self.predict(x)) / alpha.sqrt()
        if step > 0:
            x = x + (1 - alpha).sqrt() * torch.randn(x.shape)
        return x


class Masked(Model):
    """Multiply the noise by zero at the last step; it is drawn in vain there."""

    def forward(self, x, step):
        alpha = self.alpha.index_select(0, step.reshape(1))
        x = (x - (1 - alpha).sqrt() * self.predict(x)) / alpha.sqrt()
        return x + (step > 0) * (1 - alpha).sqrt() * torch.randn(x.shape)


def _masked():
    rewritten = Masked()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"mask": _masked()}
example_args = (torch.randn(2, 4), torch.tensor(3))
more_args = [(torch.randn(2, 4), torch.tensor(0)), (torch.randn(2, 4), torch.tensor(9))]
