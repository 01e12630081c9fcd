"""A penalty over all parameters, chosen by name

`named_parameters()` is followed in both modes, and the names that the program sees are those of the original module.
"""

import torch

tags = {"torch.parameter", "python.iterator"}
near = ["modules/features_by_child_name"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Linear(3, 4)
        self.head = torch.nn.Linear(4, 2)

    def forward(self, x):
        weights = [weight for name, weight in self.named_parameters() if not name.endswith("bias")]
        return self.head(self.body(x).relu()), sum(weight.square().sum() for weight in weights)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
