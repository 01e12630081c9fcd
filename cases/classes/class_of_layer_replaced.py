"""Assign another class to a layer inside `forward`

Replacing `layer.__class__` swaps the methods and keeps the parameters. Strict mode does not model it, and non-strict
mode does it to the true layer. Swap before export, or call the method of the other class.
"""

import torch

tags = {"python.class", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB4271"}
issues = ["pytorch/pytorch#174050"]


class Doubled(torch.nn.Linear):
    def forward(self, x):
        return super().forward(x) * 2


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)

    def forward(self, x):
        self.layer.__class__ = Doubled
        return self.layer(x)


class SwapsBefore(torch.nn.Module):
    """Swap the class in `__init__`."""

    def __init__(self, model):
        super().__init__()
        self.layer = Doubled(3, 3)
        self.layer.load_state_dict(model.layer.state_dict())

    def forward(self, x):
        return self.layer(x)


model = Model()
rewrites = {"swap before": SwapsBefore(model)}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
