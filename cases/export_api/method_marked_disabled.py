"""A method under `torch.compiler.disable`

The mark tells `torch.compile` to leave the method to Python. Strict export has no Python to leave it to, so it
refuses; a marked function gets another code than a marked method. Non-strict mode ignores the mark. Take it off for
export.
"""

import torch

tags = {"torch.compile", "python.decorator", "python.graph-break"}
expect = {"strict": "export: GB0099"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    @torch.compiler.disable
    def squash(self, x):
        return x / (1 + x.abs())

    def forward(self, x):
        return self.layer(self.squash(x))


class NotMarked(Model):
    """Override the method without the mark; `torch.compile` then traces it as well."""

    def squash(self, x):
        return x / (1 + x.abs())


def _not_marked():
    rewritten = NotMarked()
    rewritten.load_state_dict(model.state_dict())
    return rewritten


model = Model()
rewrites = {"not marked": _not_marked()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
